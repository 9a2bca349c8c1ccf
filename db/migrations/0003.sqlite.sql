ALTER TABLE reports ADD COLUMN by TEXT DEFAULT '' NOT NULL;

ALTER TABLE reports ADD COLUMN speaks INTEGER DEFAULT '1' NOT NULL;

ALTER TABLE reports ADD COLUMN withdrawn_at DATETIME;

CREATE TABLE standings (
	target TEXT NOT NULL, 
	target_id INTEGER NOT NULL, 
	document_id INTEGER, 
	state TEXT NOT NULL, 
	percent INTEGER, 
	stated BOOLEAN NOT NULL, 
	totals JSON, 
	blocker TEXT, 
	need TEXT, 
	next_step TEXT, 
	expected_on DATE, 
	done_on DATE, 
	report_id INTEGER, 
	spoken_at DATETIME, 
	heard_at DATETIME, 
	counted INTEGER NOT NULL, 
	CONSTRAINT pk_standings PRIMARY KEY (target, target_id), 
	CONSTRAINT ck_standings_target CHECK (target IN ('task', 'measure', 'indicator', 'duty')), 
	CONSTRAINT ck_standings_state CHECK (state IN ('not_started', 'in_progress', 'blocked', 'waiting', 'done', 'closed', 'suspended')), 
	CONSTRAINT fk_standings_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE, 
	CONSTRAINT fk_standings_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);

CREATE INDEX ix_standings_document_id_target_state ON standings (document_id, target, state);

CREATE INDEX ix_standings_state_heard_at ON standings (state, heard_at);

CREATE TABLE steps (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	target TEXT NOT NULL, 
	target_id INTEGER NOT NULL, 
	document_id INTEGER, 
	kind TEXT NOT NULL, 
	"by" TEXT NOT NULL, 
	person_id INTEGER, 
	bureau_id INTEGER, 
	to_person_id INTEGER, 
	report_id INTEGER, 
	reason TEXT, 
	"on" DATE, 
	"key" TEXT NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT ck_steps_target CHECK (target IN ('task', 'measure', 'indicator', 'duty')), 
	CONSTRAINT ck_steps_kind CHECK (kind IN ('assigned', 'received', 'accepted', 'returned', 'closed', 'suspended', 'resumed', 'extension_asked', 'extension_granted', 'extension_refused', 'urged', 'commented')), 
	CONSTRAINT fk_steps_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE, 
	CONSTRAINT fk_steps_person_id FOREIGN KEY(person_id) REFERENCES persons (id), 
	CONSTRAINT fk_steps_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id), 
	CONSTRAINT fk_steps_to_person_id FOREIGN KEY(to_person_id) REFERENCES persons (id), 
	CONSTRAINT fk_steps_report_id FOREIGN KEY(report_id) REFERENCES reports (id), 
	CONSTRAINT uq_steps_key UNIQUE ("key")
);

CREATE INDEX ix_steps_kind_at ON steps (kind, at);

CREATE INDEX ix_steps_target_target_id_at ON steps (target, target_id, at);

CREATE TABLE files (
	hash TEXT NOT NULL, 
	size INTEGER NOT NULL, 
	data BLOB NOT NULL, 
	at DATETIME NOT NULL, 
	CONSTRAINT pk_files PRIMARY KEY (hash)
);
