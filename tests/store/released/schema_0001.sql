BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer (
	organisation TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (organisation, "key")
);
CREATE TABLE definition (
	digest TEXT NOT NULL, 
	id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "definition" VALUES('digest','unido.export','1','network','{}');
CREATE TABLE event (
	organisation TEXT NOT NULL, 
	network TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	command TEXT NOT NULL, 
	name TEXT NOT NULL, 
	at TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (organisation, network, version)
)
 WITHOUT ROWID

;
INSERT INTO "event" VALUES('home','textile',1,'01a22ee3-1fe8-7000-9edd-d775b495b52e','network opened','2026-11-24T12:00:00.000000+00:00','2026-11-24','','{"id":"textile","title":"Textile eight","workflow":"digest","type":"unido.export","zone":"UTC","currency":"","facilitator":null,"because":"","origin":{}}','','b11194f30e9cb37c7f120cb1f11410c8a95abb26873d6d75935fdc40eccc2bdd');
INSERT INTO "event" VALUES('home','textile',2,'01a22ee3-1ff0-7001-a53b-7072c06234eb','member added','2026-11-24T12:00:00.000000+00:00','2026-11-24','','{"firm":"f1","name":"Atelier","state":"interested","since":null,"committed_on":null,"representative":null,"substitute":null,"origin":""}','b11194f30e9cb37c7f120cb1f11410c8a95abb26873d6d75935fdc40eccc2bdd','b4796288c7bcdd1460bacfc5150557295f762b620233e0ecd379025b429f339d');
INSERT INTO "event" VALUES('home','textile',3,'01a22ee3-1ff0-7001-a53b-7072c06234eb','network moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','','{"verb":"start","state":"active","because":"","decision":"","reason":"","keep":[],"facilitator":null}','b4796288c7bcdd1460bacfc5150557295f762b620233e0ecd379025b429f339d','1152944c63eceb6a2e1de398a5d244fea550afeb7529625cba33ccf24d0bb6e9');
INSERT INTO "event" VALUES('home','textile',4,'01a22ee3-1ff1-7002-9d66-6181def802bc','fact recorded','2026-11-24T12:00:00.000000+00:00','2026-11-24','','{"record":1,"type":"meeting","fields":{"present":["f1"],"hours":2.5},"scope":"","on":null,"replaces":[]}','1152944c63eceb6a2e1de398a5d244fea550afeb7529625cba33ccf24d0bb6e9','8385674f698f56c2f4411e4f089b5e83de5a8d01fc799e53eaa152daf10e9853');
INSERT INTO "event" VALUES('home','textile',5,'01a22ee3-1ff1-7002-9d66-6181def802bc','task ticked','2026-11-24T12:00:00.000000+00:00','2026-11-24','','{"task":"open_meeting","scope":"","target":"","on":null,"proofs":[],"note":"","early":[],"record":1,"why":null}','8385674f698f56c2f4411e4f089b5e83de5a8d01fc799e53eaa152daf10e9853','f4d03144d134464331fc768aa50e82844dd5dfb049982b2a3db9aa17dece1c1c');
CREATE TABLE looked (
	organisation TEXT NOT NULL, 
	network TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	day TEXT NOT NULL, 
	health TEXT NOT NULL, 
	health_since TEXT NOT NULL, 
	blocks TEXT NOT NULL, 
	blocks_since TEXT NOT NULL, 
	PRIMARY KEY (organisation, network)
) WITHOUT ROWID;
CREATE TABLE network (
	organisation TEXT NOT NULL, 
	id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	title TEXT NOT NULL, 
	state TEXT NOT NULL, 
	type TEXT NOT NULL, 
	phases TEXT NOT NULL, 
	facilitator TEXT NOT NULL, 
	members INTEGER NOT NULL, 
	doubts INTEGER NOT NULL, 
	last_on TEXT NOT NULL, 
	snapshot TEXT NOT NULL, 
	PRIMARY KEY (organisation, id)
);
INSERT INTO "network" VALUES('home','textile',5,'f4d03144d134464331fc768aa50e82844dd5dfb049982b2a3db9aa17dece1c1c','Textile eight','draft','unido.export','','',0,0,'2026-11-24','{"id":"textile","title":"Textile eight","workflow":"digest","state":"active","opened_on":"2026-11-24","version":5,"type":"unido.export","tasks":{"open_meeting":{"times":1,"recent":[{"on":"2026-11-24","target":"","record":1}],"targets":{},"waived":{},"early":false,"started_on":null,"submitted":false}},"members":{"f1":{"id":"f1","name":"Atelier","state":"interested","since":"2026-11-24","committed_on":null,"representative":null,"substitute":null,"reason":""}},"last_on":"2026-11-24","record_count":1}');
CREATE TABLE organisation (
	id TEXT NOT NULL, 
	title TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "organisation" VALUES('home','home',3);
CREATE TABLE outbox (
	organisation TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	network TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	at TEXT NOT NULL, 
	PRIMARY KEY (organisation, position)
)
 WITHOUT ROWID

;
INSERT INTO "outbox" VALUES('home',1,'textile',1,'network opened','2026-11-24T12:00:00.000000+00:00');
INSERT INTO "outbox" VALUES('home',2,'textile',3,'member added','2026-11-24T12:00:00.000000+00:00');
INSERT INTO "outbox" VALUES('home',3,'textile',5,'fact recorded','2026-11-24T12:00:00.000000+00:00');
CREATE TABLE person (
	organisation TEXT NOT NULL, 
	id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	signature BLOB NOT NULL, 
	erased_on TEXT NOT NULL, 
	PRIMARY KEY (organisation, id)
);
CREATE TABLE pin (
	organisation TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY (organisation, digest)
)
 WITHOUT ROWID

;
INSERT INTO "pin" VALUES('home','digest');
CREATE TABLE record (
	organisation TEXT NOT NULL, 
	network TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	type TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	"on" TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	withdrawn INTEGER, 
	PRIMARY KEY (organisation, network, scope, type, id)
)
 WITHOUT ROWID

;
INSERT INTO "record" VALUES('home','textile','','meeting',1,'2026-11-24','{"present":["f1"],"hours":2.5}',4,NULL);
CREATE TABLE worklist (
	organisation TEXT NOT NULL, 
	network TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	task TEXT NOT NULL, 
	role TEXT NOT NULL, 
	state TEXT NOT NULL, 
	due TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	required INTEGER NOT NULL, 
	PRIMARY KEY (organisation, network, scope, task, role)
)
 WITHOUT ROWID

;
CREATE INDEX ix_worklist_due ON worklist (organisation, role, due, network, scope, task);
CREATE INDEX ix_person_key ON person (organisation, "key");
COMMIT;
