ALTER TABLE persons ADD COLUMN phone TEXT;

CREATE INDEX ix_persons_email ON persons (email);

ALTER TABLE invitations ADD COLUMN invited_by TEXT DEFAULT '' NOT NULL;

ALTER TABLE invitations ADD COLUMN used_by TEXT;

CREATE TABLE access_requests (
	id BIGSERIAL NOT NULL, 
	platform TEXT NOT NULL, 
	team TEXT NOT NULL, 
	account TEXT NOT NULL, 
	name TEXT NOT NULL, 
	asked_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	state TEXT NOT NULL, 
	decided_at TIMESTAMP WITH TIME ZONE, 
	decided_by TEXT, 
	person_id BIGINT, 
	CONSTRAINT pk_access_requests PRIMARY KEY (id), 
	CONSTRAINT ck_access_requests_state CHECK (state IN ('waiting', 'approved', 'refused')), 
	CONSTRAINT uq_access_requests_platform_team_account UNIQUE (platform, team, account), 
	CONSTRAINT fk_access_requests_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);

CREATE TABLE inbox (
	key TEXT NOT NULL, 
	platform TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	held_by TEXT NOT NULL, 
	held_until TIMESTAMP WITH TIME ZONE NOT NULL, 
	tries INTEGER NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (key)
);

CREATE INDEX ix_inbox_at ON inbox (at);

CREATE TABLE leases (
	name TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	until TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_leases PRIMARY KEY (name)
);

CREATE TABLE posts (
	place TEXT NOT NULL, 
	message TEXT NOT NULL, 
	asked TEXT, 
	conversation TEXT NOT NULL, 
	answer TEXT NOT NULL, 
	at TIMESTAMP WITH TIME ZONE NOT NULL, 
	CONSTRAINT pk_posts PRIMARY KEY (place, message)
);

CREATE INDEX ix_posts_at ON posts (at);

CREATE INDEX ix_posts_place_asked ON posts (place, asked);
