ALTER TABLE channels ADD COLUMN timezone TEXT;

ALTER TABLE attempts ADD COLUMN place TEXT;

ALTER TABLE notices ADD COLUMN edits_id INTEGER CONSTRAINT fk_notices_edits_id REFERENCES attempts (id);

DROP TABLE receipts;

CREATE TABLE hushes (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	destination_id INTEGER NOT NULL, 
	person_id INTEGER, 
	"by" TEXT NOT NULL, 
	target TEXT NOT NULL, 
	target_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	fact TEXT NOT NULL, 
	until DATETIME, 
	"key" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT ck_hushes_kind CHECK (kind IN ('known', 'snoozed')), 
	CONSTRAINT fk_hushes_destination_id FOREIGN KEY(destination_id) REFERENCES destinations (id), 
	CONSTRAINT fk_hushes_person_id FOREIGN KEY(person_id) REFERENCES persons (id), 
	CONSTRAINT uq_hushes_key UNIQUE ("key")
);

CREATE INDEX ix_hushes_target_target_id ON hushes (target, target_id);

CREATE TABLE opt_outs (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	person_id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	document_id INTEGER, 
	since DATETIME NOT NULL, 
	until DATETIME, 
	CONSTRAINT fk_opt_outs_person_id FOREIGN KEY(person_id) REFERENCES persons (id), 
	CONSTRAINT fk_opt_outs_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_opt_outs_person_id ON opt_outs (person_id);

CREATE TABLE replanned (
	"key" TEXT NOT NULL, 
	action TEXT NOT NULL, 
	was DATETIME NOT NULL, 
	"to" DATETIME, 
	"by" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_replanned PRIMARY KEY ("key"), 
	CONSTRAINT ck_replanned_action CHECK (action IN ('drop', 'move', 'merge'))
);

CREATE INDEX ix_replanned_was ON replanned (was);

CREATE INDEX ix_replanned_to ON replanned ("to");

CREATE TABLE broadcasts (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" TEXT NOT NULL, 
	document_id INTEGER, 
	title TEXT NOT NULL, 
	state TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	audience JSON, 
	compulsory BOOLEAN NOT NULL, 
	asks_receipt BOOLEAN NOT NULL, 
	due_at DATETIME, 
	sent_at DATETIME, 
	receipt_by DATETIME, 
	"by" TEXT NOT NULL, 
	person_id INTEGER, 
	at DATETIME NOT NULL, 
	ended_at DATETIME, 
	CONSTRAINT ck_broadcasts_state CHECK (state IN ('drafted', 'approved', 'sent', 'closed', 'cancelled')), 
	CONSTRAINT uq_broadcasts_key UNIQUE ("key"), 
	CONSTRAINT fk_broadcasts_document_id FOREIGN KEY(document_id) REFERENCES documents (id), 
	CONSTRAINT fk_broadcasts_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);

CREATE INDEX ix_broadcasts_state_due_at ON broadcasts (state, due_at);

CREATE TABLE broadcast_words (
	broadcast_id INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	words TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	asks_again BOOLEAN NOT NULL, 
	receipt_by DATETIME, 
	approved_by TEXT, 
	approved_at DATETIME, 
	refused TEXT, 
	CONSTRAINT pk_broadcast_words PRIMARY KEY (broadcast_id, version), 
	CONSTRAINT fk_broadcast_words_broadcast_id FOREIGN KEY(broadcast_id) REFERENCES broadcasts (id) ON DELETE CASCADE
);

CREATE TABLE broadcast_readers (
	broadcast_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	bureau_id INTEGER, 
	CONSTRAINT pk_broadcast_readers PRIMARY KEY (broadcast_id, person_id), 
	CONSTRAINT fk_broadcast_readers_broadcast_id FOREIGN KEY(broadcast_id) REFERENCES broadcasts (id) ON DELETE CASCADE, 
	CONSTRAINT fk_broadcast_readers_person_id FOREIGN KEY(person_id) REFERENCES persons (id), 
	CONSTRAINT fk_broadcast_readers_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id)
);

CREATE INDEX ix_broadcast_readers_person_id ON broadcast_readers (person_id);

CREATE TABLE receipts (
	broadcast_id INTEGER NOT NULL, 
	person_id INTEGER NOT NULL, 
	bureau_id INTEGER, 
	through TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_receipts PRIMARY KEY (broadcast_id, person_id), 
	CONSTRAINT fk_receipts_broadcast_id FOREIGN KEY(broadcast_id) REFERENCES broadcasts (id) ON DELETE CASCADE, 
	CONSTRAINT fk_receipts_person_id FOREIGN KEY(person_id) REFERENCES persons (id), 
	CONSTRAINT fk_receipts_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id)
);

CREATE INDEX ix_notices_failed ON notices (ended_at) WHERE state = 'failed';

CREATE INDEX ix_notices_edits ON notices (edits_id) WHERE edits_id IS NOT NULL;
