CREATE TABLE audit (
    id BIGSERIAL NOT NULL,
    key TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    by TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id BIGINT,
    before JSON,
    after JSON,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL,
    CONSTRAINT pk_audit PRIMARY KEY (id),
    CONSTRAINT uq_audit_key UNIQUE (key)
);

CREATE INDEX ix_audit_subject_subject_id ON audit (subject, subject_id);

CREATE INDEX ix_audit_at ON audit (at);

CREATE TABLE bureaus (
    id BIGSERIAL NOT NULL,
    jurisdiction TEXT NOT NULL,
    name TEXT NOT NULL,
    short_name TEXT,
    is_group BOOLEAN NOT NULL,
    leader TEXT,
    CONSTRAINT pk_bureaus PRIMARY KEY (id),
    CONSTRAINT uq_bureaus_jurisdiction_name UNIQUE (jurisdiction, name)
);

CREATE TABLE channels (
    id BIGSERIAL NOT NULL,
    platform TEXT NOT NULL,
    team TEXT NOT NULL,
    chat TEXT NOT NULL,
    topic TEXT NOT NULL,
    name TEXT,
    quiet_from TEXT,
    quiet_until TEXT,
    minimal BOOLEAN NOT NULL,
    scope TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    closed_at TIMESTAMP WITH TIME ZONE,
    closed_because TEXT,
    CONSTRAINT pk_channels PRIMARY KEY (id),
    CONSTRAINT uq_channels_platform_team_chat_topic UNIQUE (platform, team, chat, topic)
);

CREATE TABLE contexts (
    conversation TEXT NOT NULL,
    body TEXT NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_contexts PRIMARY KEY (conversation)
);

CREATE INDEX ix_contexts_expires_at ON contexts (expires_at);

CREATE TABLE documents (
    id BIGSERIAL NOT NULL,
    slug TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    title TEXT NOT NULL,
    issuer TEXT,
    doc_number TEXT,
    number_key TEXT,
    jurisdiction TEXT,
    issued_on DATE,
    period_start DATE,
    period_end DATE,
    full_text BOOLEAN NOT NULL,
    content_hash TEXT,
    amends_number TEXT,
    amends_title TEXT,
    amends_id BIGINT,
    imported_at TIMESTAMP WITH TIME ZONE,
    activated_at TIMESTAMP WITH TIME ZONE,
    archived_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_documents PRIMARY KEY (id),
    CONSTRAINT ck_documents_kind CHECK (kind IN ('paper', 'amendment', 'unprinted')),
    CONSTRAINT ck_documents_state CHECK (state IN ('active', 'archived', 'sample')),
    CONSTRAINT uq_documents_slug UNIQUE (slug),
    CONSTRAINT fk_documents_amends_id FOREIGN KEY(amends_id) REFERENCES documents (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE INDEX ix_documents_title ON documents (title);

CREATE INDEX ix_documents_state ON documents (state);

CREATE INDEX ix_documents_number_key ON documents (number_key);

CREATE TABLE events (
    key TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    refused TEXT,
    result JSON,
    CONSTRAINT pk_events PRIMARY KEY (key)
);

CREATE INDEX ix_events_at ON events (at);

CREATE TABLE ledger (
    id INTEGER NOT NULL,
    version BIGINT NOT NULL,
    dictionary TEXT,
    audit_hash TEXT NOT NULL,
    CONSTRAINT pk_ledger PRIMARY KEY (id)
);

CREATE TABLE persons (
    id BIGSERIAL NOT NULL,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    position TEXT NOT NULL,
    scope TEXT NOT NULL,
    email TEXT,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    left_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_persons PRIMARY KEY (id),
    CONSTRAINT ck_persons_role CHECK (role IN ('staff', 'manager', 'coordinator', 'admin')),
    CONSTRAINT ck_persons_position CHECK (position IN ('head', 'deputy', 'staff'))
);

CREATE INDEX ix_persons_name ON persons (name);

CREATE TABLE settings (
    name TEXT NOT NULL,
    value JSON,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_settings PRIMARY KEY (name)
);

CREATE TABLE bureau_groups (
    group_id BIGINT NOT NULL,
    bureau_id BIGINT NOT NULL,
    CONSTRAINT pk_bureau_groups PRIMARY KEY (group_id, bureau_id),
    CONSTRAINT fk_bureau_groups_group_id FOREIGN KEY(group_id) REFERENCES bureaus (id) ON DELETE CASCADE,
    CONSTRAINT fk_bureau_groups_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id) ON DELETE CASCADE
);

CREATE INDEX ix_bureau_groups_bureau_id ON bureau_groups (bureau_id);

CREATE TABLE bureau_names (
    bureau_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_bureau_names PRIMARY KEY (bureau_id, name),
    CONSTRAINT fk_bureau_names_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id) ON DELETE CASCADE
);

CREATE INDEX ix_bureau_names_name ON bureau_names (name);

CREATE TABLE destinations (
    id BIGSERIAL NOT NULL,
    channel_id BIGINT,
    person_id BIGINT,
    leased_by TEXT,
    leased_until TIMESTAMP WITH TIME ZONE,
    not_before TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_destinations PRIMARY KEY (id),
    CONSTRAINT uq_destinations_channel_id UNIQUE (channel_id),
    CONSTRAINT fk_destinations_channel_id FOREIGN KEY(channel_id) REFERENCES channels (id),
    CONSTRAINT uq_destinations_person_id UNIQUE (person_id),
    CONSTRAINT fk_destinations_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);

CREATE TABLE document_lines (
    document_id BIGINT NOT NULL,
    number INTEGER NOT NULL,
    text TEXT NOT NULL,
    CONSTRAINT pk_document_lines PRIMARY KEY (document_id, number),
    CONSTRAINT fk_document_lines_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE duties (
    id BIGSERIAL NOT NULL,
    document_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    bureau_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    gone TEXT,
    CONSTRAINT pk_duties PRIMARY KEY (id),
    CONSTRAINT ck_duties_gone CHECK (gone IN ('removed')),
    CONSTRAINT fk_duties_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_duties_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id)
);

CREATE INDEX ix_duties_document_id_position ON duties (document_id, position);

CREATE INDEX ix_duties_bureau_id ON duties (bureau_id);

CREATE TABLE entries (
    id BIGSERIAL NOT NULL,
    kind TEXT NOT NULL,
    target_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    CONSTRAINT pk_entries PRIMARY KEY (id),
    CONSTRAINT ck_entries_kind CHECK (kind IN ('task', 'duty')),
    CONSTRAINT uq_entries_kind_target_id UNIQUE (kind, target_id),
    CONSTRAINT fk_entries_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_entries_document_id ON entries (document_id);

CREATE TABLE entry_words (
    id BIGINT CONSTRAINT pk_entry_words PRIMARY KEY
        CONSTRAINT fk_entry_words_id REFERENCES entries (id) ON DELETE CASCADE,
    words TSVECTOR NOT NULL
);

CREATE INDEX ix_entry_words_words ON entry_words USING gin (words) WITH (fastupdate = off);

CREATE TABLE identities (
    id BIGSERIAL NOT NULL,
    person_id BIGINT NOT NULL,
    platform TEXT NOT NULL,
    team TEXT NOT NULL,
    account TEXT NOT NULL,
    linked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    unlinked_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_identities PRIMARY KEY (id),
    CONSTRAINT uq_identities_platform_team_account UNIQUE (platform, team, account),
    CONSTRAINT fk_identities_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);

CREATE INDEX ix_identities_person_id ON identities (person_id);

CREATE TABLE indicators (
    id BIGSERIAL NOT NULL,
    document_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    unit TEXT,
    baseline_year INTEGER,
    baseline FLOAT,
    op TEXT NOT NULL,
    gone TEXT,
    CONSTRAINT pk_indicators PRIMARY KEY (id),
    CONSTRAINT ck_indicators_op CHECK (op IN ('=', '>=', '<=')),
    CONSTRAINT ck_indicators_gone CHECK (gone IN ('removed')),
    CONSTRAINT fk_indicators_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_indicators_document_id_position ON indicators (document_id, position);

CREATE TABLE invitations (
    id BIGSERIAL NOT NULL,
    person_id BIGINT NOT NULL,
    code_hash TEXT NOT NULL,
    expires_at TIMESTAMP WITH TIME ZONE NOT NULL,
    used_at TIMESTAMP WITH TIME ZONE,
    attempts INTEGER NOT NULL,
    CONSTRAINT pk_invitations PRIMARY KEY (id),
    CONSTRAINT fk_invitations_person_id FOREIGN KEY(person_id) REFERENCES persons (id),
    CONSTRAINT uq_invitations_code_hash UNIQUE (code_hash)
);

CREATE INDEX ix_invitations_person_id ON invitations (person_id);

CREATE TABLE members (
    document_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    bureau_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_members PRIMARY KEY (document_id, position),
    CONSTRAINT fk_members_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_members_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id)
);

CREATE TABLE memberships (
    id BIGSERIAL NOT NULL,
    person_id BIGINT NOT NULL,
    bureau_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    since DATE NOT NULL,
    until DATE,
    CONSTRAINT pk_memberships PRIMARY KEY (id),
    CONSTRAINT ck_memberships_kind CHECK (kind IN ('member', 'in-charge')),
    CONSTRAINT fk_memberships_person_id FOREIGN KEY(person_id) REFERENCES persons (id),
    CONSTRAINT fk_memberships_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id)
);

CREATE INDEX ix_memberships_person_id ON memberships (person_id);

CREATE INDEX ix_memberships_bureau_id_until ON memberships (bureau_id, until);

CREATE TABLE phases (
    id BIGSERIAL NOT NULL,
    document_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    start_on DATE,
    end_on DATE,
    text TEXT NOT NULL,
    CONSTRAINT pk_phases PRIMARY KEY (id),
    CONSTRAINT fk_phases_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE INDEX ix_phases_end_on ON phases (end_on);

CREATE INDEX ix_phases_document_id_position ON phases (document_id, position);

CREATE TABLE reports (
    id BIGSERIAL NOT NULL,
    target TEXT NOT NULL,
    target_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    bureau_id BIGINT,
    person_id BIGINT,
    status TEXT,
    percent INTEGER,
    quantities JSON,
    blocker TEXT,
    need TEXT,
    next_step TEXT,
    done_on DATE,
    expected_on DATE,
    said TEXT,
    review TEXT NOT NULL,
    review_reason TEXT,
    supersedes_id BIGINT,
    key TEXT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_reports PRIMARY KEY (id),
    CONSTRAINT ck_reports_target CHECK (target IN ('task', 'measure', 'indicator', 'duty')),
    CONSTRAINT ck_reports_status CHECK (status IN ('not_started', 'in_progress', 'blocked', 'suspended', 'done')),
    CONSTRAINT ck_reports_review CHECK (review IN ('none', 'waiting', 'accepted', 'returned')),
    CONSTRAINT fk_reports_document_id FOREIGN KEY(document_id) REFERENCES documents (id),
    CONSTRAINT fk_reports_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id),
    CONSTRAINT fk_reports_person_id FOREIGN KEY(person_id) REFERENCES persons (id),
    CONSTRAINT fk_reports_supersedes_id FOREIGN KEY(supersedes_id) REFERENCES reports (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT uq_reports_key UNIQUE (key)
);

CREATE INDEX ix_reports_document_id_at ON reports (document_id, at);

CREATE INDEX ix_reports_bureau_id_at ON reports (bureau_id, at);

CREATE INDEX ix_reports_target_target_id_at ON reports (target, target_id, at);

CREATE INDEX ix_reports_review_at ON reports (review, at);

CREATE TABLE sections (
    document_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    title TEXT NOT NULL,
    line INTEGER NOT NULL,
    CONSTRAINT pk_sections PRIMARY KEY (document_id, position),
    CONSTRAINT fk_sections_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE
);

CREATE TABLE subscriptions (
    id BIGSERIAL NOT NULL,
    channel_id BIGINT NOT NULL,
    document_id BIGINT,
    bureau_id BIGINT,
    kind TEXT,
    since TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_subscriptions PRIMARY KEY (id),
    CONSTRAINT fk_subscriptions_channel_id FOREIGN KEY(channel_id) REFERENCES channels (id) ON DELETE CASCADE,
    CONSTRAINT fk_subscriptions_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_subscriptions_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id) ON DELETE CASCADE
);

CREATE INDEX ix_subscriptions_document_id ON subscriptions (document_id);

CREATE INDEX ix_subscriptions_channel_id ON subscriptions (channel_id);

CREATE INDEX ix_subscriptions_bureau_id ON subscriptions (bureau_id);

CREATE TABLE tasks (
    id BIGSERIAL NOT NULL,
    document_id BIGINT NOT NULL,
    ref TEXT NOT NULL,
    position INTEGER NOT NULL,
    section_position INTEGER,
    origin TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    line INTEGER NOT NULL,
    deadline_kind TEXT NOT NULL,
    due_on DATE,
    deadline_text TEXT,
    deadline_more JSON,
    quantities JSON,
    points JSON,
    printed JSON,
    corrected JSON,
    gone TEXT,
    gone_at TIMESTAMP WITH TIME ZONE,
    continued_by BIGINT,
    part_of BIGINT,
    merged JSON,
    CONSTRAINT pk_tasks PRIMARY KEY (id),
    CONSTRAINT ck_tasks_deadline_kind CHECK (deadline_kind IN ('explicit', 'phase', 'period', 'recurring', 'open')),
    CONSTRAINT ck_tasks_origin CHECK (origin IN ('paper', 'person')),
    CONSTRAINT ck_tasks_gone CHECK (gone IN ('removed', 'merged', 'split', 'undone')),
    CONSTRAINT fk_tasks_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_tasks_continued_by FOREIGN KEY(continued_by) REFERENCES tasks (id) DEFERRABLE INITIALLY IMMEDIATE,
    CONSTRAINT fk_tasks_part_of FOREIGN KEY(part_of) REFERENCES tasks (id) DEFERRABLE INITIALLY IMMEDIATE
);

CREATE INDEX ix_tasks_document_id_position ON tasks (document_id, position);

CREATE INDEX ix_tasks_ref ON tasks (ref, document_id, position) WHERE gone IS NULL;

CREATE INDEX ix_tasks_due ON tasks (due_on, document_id, position, deadline_kind) WHERE gone IS NULL;
CREATE INDEX ix_tasks_gone ON tasks (id) WHERE gone IS NOT NULL;

CREATE TABLE assignments (
    task_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    bureau_id BIGINT NOT NULL,
    document_id BIGINT NOT NULL,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    inherited BOOLEAN NOT NULL,
    CONSTRAINT pk_assignments PRIMARY KEY (task_id, position),
    CONSTRAINT ck_assignments_role CHECK (role IN ('lead', 'cooperating', 'responsible')),
    CONSTRAINT fk_assignments_task_id FOREIGN KEY(task_id) REFERENCES tasks (id) ON DELETE CASCADE,
    CONSTRAINT fk_assignments_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id)
);

CREATE INDEX ix_assignments_bureau_id_document_id_role_task_id ON assignments (bureau_id, document_id, role, task_id);

CREATE TABLE attempts (
    id BIGSERIAL NOT NULL,
    destination_id BIGINT NOT NULL,
    text TEXT NOT NULL,
    facts JSON,
    outcome TEXT NOT NULL,
    message_id TEXT,
    error TEXT,
    tries INTEGER NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_attempts PRIMARY KEY (id),
    CONSTRAINT ck_attempts_outcome CHECK (outcome IN ('sending', 'sent', 'failed', 'unknown')),
    CONSTRAINT fk_attempts_destination_id FOREIGN KEY(destination_id) REFERENCES destinations (id)
);

CREATE INDEX ix_attempts_destination_id ON attempts (destination_id);

CREATE TABLE changes (
    document_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    ref TEXT NOT NULL,
    field TEXT NOT NULL,
    "old" TEXT,
    "new" TEXT,
    task_id BIGINT,
    CONSTRAINT pk_changes PRIMARY KEY (document_id, position),
    CONSTRAINT fk_changes_document_id FOREIGN KEY(document_id) REFERENCES documents (id) ON DELETE CASCADE,
    CONSTRAINT fk_changes_task_id FOREIGN KEY(task_id) REFERENCES tasks (id)
);

CREATE TABLE corrections (
    id BIGSERIAL NOT NULL,
    task_id BIGINT NOT NULL,
    field TEXT NOT NULL,
    seen JSON,
    value JSON,
    source TEXT NOT NULL,
    document_id BIGINT,
    audit_id BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    undone_at TIMESTAMP WITH TIME ZONE,
    undone_by TEXT,
    CONSTRAINT pk_corrections PRIMARY KEY (id),
    CONSTRAINT ck_corrections_field CHECK (field IN ('title', 'deadline', 'lead', 'cooperating', 'responsible', 'merge', 'split')),
    CONSTRAINT ck_corrections_source CHECK (source IN ('person', 'amendment')),
    CONSTRAINT fk_corrections_task_id FOREIGN KEY(task_id) REFERENCES tasks (id),
    CONSTRAINT fk_corrections_document_id FOREIGN KEY(document_id) REFERENCES documents (id),
    CONSTRAINT fk_corrections_audit_id FOREIGN KEY(audit_id) REFERENCES audit (id)
);

CREATE INDEX ix_corrections_task_id ON corrections (task_id);

CREATE INDEX ix_corrections_document_id ON corrections (document_id);

CREATE TABLE evidence (
    id BIGSERIAL NOT NULL,
    report_id BIGINT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    location TEXT,
    content_hash TEXT,
    size FLOAT,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_evidence PRIMARY KEY (id),
    CONSTRAINT fk_evidence_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);

CREATE INDEX ix_evidence_report_id ON evidence (report_id);

CREATE TABLE indicator_leads (
    indicator_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    bureau_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT pk_indicator_leads PRIMARY KEY (indicator_id, position),
    CONSTRAINT fk_indicator_leads_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicators (id) ON DELETE CASCADE,
    CONSTRAINT fk_indicator_leads_bureau_id FOREIGN KEY(bureau_id) REFERENCES bureaus (id)
);

CREATE INDEX ix_indicator_leads_bureau_id ON indicator_leads (bureau_id);

CREATE TABLE measures (
    id BIGSERIAL NOT NULL,
    task_id BIGINT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    line INTEGER NOT NULL,
    gone TEXT,
    CONSTRAINT pk_measures PRIMARY KEY (id),
    CONSTRAINT ck_measures_gone CHECK (gone IN ('removed')),
    CONSTRAINT fk_measures_task_id FOREIGN KEY(task_id) REFERENCES tasks (id) ON DELETE CASCADE
);

CREATE INDEX ix_measures_task_id_position ON measures (task_id, position);

CREATE TABLE notices (
    id BIGSERIAL NOT NULL,
    key TEXT NOT NULL,
    kind TEXT NOT NULL,
    destination_id BIGINT NOT NULL,
    document_id BIGINT,
    target TEXT,
    target_id BIGINT,
    due_at TIMESTAMP WITH TIME ZONE NOT NULL,
    state TEXT NOT NULL,
    reason TEXT,
    facts JSON,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_notices PRIMARY KEY (id),
    CONSTRAINT ck_notices_state CHECK (state IN ('planned', 'unknown', 'sent', 'merged', 'suppressed', 'failed', 'dropped')),
    CONSTRAINT uq_notices_key UNIQUE (key),
    CONSTRAINT fk_notices_destination_id FOREIGN KEY(destination_id) REFERENCES destinations (id),
    CONSTRAINT fk_notices_document_id FOREIGN KEY(document_id) REFERENCES documents (id)
);

CREATE INDEX ix_notices_document_id ON notices (document_id);

CREATE INDEX ix_notices_target_target_id_kind ON notices (target, target_id, kind);

CREATE INDEX ix_notices_due ON notices (destination_id, due_at) WHERE state IN ('planned', 'unknown');

CREATE TABLE readings (
    id BIGSERIAL NOT NULL,
    indicator_id BIGINT NOT NULL,
    read_on DATE NOT NULL,
    value FLOAT NOT NULL,
    report_id BIGINT,
    CONSTRAINT pk_readings PRIMARY KEY (id),
    CONSTRAINT fk_readings_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicators (id),
    CONSTRAINT fk_readings_report_id FOREIGN KEY(report_id) REFERENCES reports (id)
);

CREATE INDEX ix_readings_indicator_id_read_on ON readings (indicator_id, read_on);

CREATE TABLE targets (
    indicator_id BIGINT NOT NULL,
    year INTEGER NOT NULL,
    value FLOAT NOT NULL,
    CONSTRAINT pk_targets PRIMARY KEY (indicator_id, year),
    CONSTRAINT fk_targets_indicator_id FOREIGN KEY(indicator_id) REFERENCES indicators (id) ON DELETE CASCADE
);

CREATE TABLE attempt_notices (
    attempt_id BIGINT NOT NULL,
    notice_id BIGINT NOT NULL,
    CONSTRAINT pk_attempt_notices PRIMARY KEY (attempt_id, notice_id),
    CONSTRAINT fk_attempt_notices_attempt_id FOREIGN KEY(attempt_id) REFERENCES attempts (id) ON DELETE CASCADE,
    CONSTRAINT fk_attempt_notices_notice_id FOREIGN KEY(notice_id) REFERENCES notices (id) ON DELETE CASCADE
);

CREATE INDEX ix_attempt_notices_notice_id ON attempt_notices (notice_id);

CREATE TABLE receipts (
    notice_id BIGINT NOT NULL,
    person_id BIGINT NOT NULL,
    at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_receipts PRIMARY KEY (notice_id, person_id),
    CONSTRAINT fk_receipts_notice_id FOREIGN KEY(notice_id) REFERENCES notices (id) ON DELETE CASCADE,
    CONSTRAINT fk_receipts_person_id FOREIGN KEY(person_id) REFERENCES persons (id)
);
