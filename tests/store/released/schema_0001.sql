BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE answer (
	"key" TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	PRIMARY KEY ("key")
);
INSERT INTO "answer" VALUES('k1','{}');
INSERT INTO "answer" VALUES('k4','{}');
INSERT INTO "answer" VALUES('k5','{}');
INSERT INTO "answer" VALUES('k7','{}');
INSERT INTO "answer" VALUES('k9','{}');
INSERT INTO "answer" VALUES('k12','{}');
INSERT INTO "answer" VALUES('k15','{}');
CREATE TABLE definition (
	digest TEXT NOT NULL, 
	id TEXT NOT NULL, 
	version TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (digest)
);
INSERT INTO "definition" VALUES('d1','unido.export_network','1.0.0','network','{}');
CREATE TABLE event (
	"case" TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	name TEXT NOT NULL, 
	at TEXT NOT NULL, 
	"on" TEXT NOT NULL, 
	actor TEXT NOT NULL, 
	payload TEXT NOT NULL, 
	previous TEXT NOT NULL, 
	digest TEXT NOT NULL, 
	PRIMARY KEY ("case", version)
)
 WITHOUT ROWID

;
INSERT INTO "event" VALUES('textile',1,'network opened','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"id":"textile","title":"Textile eight","workflow":"d1","type":"unido.export_network","zone":"UTC","currency":"","facilitator":"","because":"","origin":{}}','','1ca0ad3ddb02a4a7fc9b5eb621ab7066494bb9235bf7b0db0d83854f0e1e9fa9');
INSERT INTO "event" VALUES('textile',2,'network moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"verb":"start","state":"active","because":"","decision":"","reason":"","keep":[],"facilitator":""}','1ca0ad3ddb02a4a7fc9b5eb621ab7066494bb9235bf7b0db0d83854f0e1e9fa9','d88985b1f3984af20e2a76b4321c47701c98a55a494092e05c53e1a3b8ec8ced');
INSERT INTO "event" VALUES('textile',3,'phase moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"phase":"promotion","verb":"open","state":"open","scope":"","round":1,"because":"","outcome":"","conditions":[],"check_on":null,"agreed":[],"early":false}','d88985b1f3984af20e2a76b4321c47701c98a55a494092e05c53e1a3b8ec8ced','06aa17415bf436bb618e43728c7827f36b7841d47cc43237526d31b670a6e12b');
INSERT INTO "event" VALUES('textile',4,'member added','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"firm":"f1","name":"Atelier Ñandú","state":"interested","since":null,"committed_on":null,"representative":"p1","substitute":"","origin":""}','06aa17415bf436bb618e43728c7827f36b7841d47cc43237526d31b670a6e12b','b9c260b28d4730042803e3217f3d0c672e7fed621f120a57e70a50df23016c03');
INSERT INTO "event" VALUES('textile',5,'fact recorded','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"record":1,"type":"meeting","fields":{"present":["f1"],"hours":3},"scope":"","on":null,"replaces":[]}','b9c260b28d4730042803e3217f3d0c672e7fed621f120a57e70a50df23016c03','36f81f4b22edafb3f20d7d66ac5d2eb7be37e97b6bd7bc8968c5108b4e2fad5c');
INSERT INTO "event" VALUES('textile',6,'fact recorded','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"record":2,"type":"meeting","fields":{"present":["f1"],"hours":2.5},"scope":"","on":null,"replaces":[1]}','36f81f4b22edafb3f20d7d66ac5d2eb7be37e97b6bd7bc8968c5108b4e2fad5c','e519f5309fbf6a14ee71046f5fe974e9b7ff011b3df925962f8be2a81102767b');
INSERT INTO "event" VALUES('textile',7,'task ticked','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"task":"open_meeting","scope":"","target":"","on":null,"proofs":[{"kind":"minutes","reference":"book 3","digest":""}],"note":"","early":[],"record":2}','e519f5309fbf6a14ee71046f5fe974e9b7ff011b3df925962f8be2a81102767b','b75163b2cb077701e2fbdab40762681fbe9471374ac927364f1ba2a203e42b86');
INSERT INTO "event" VALUES('textile',8,'project added','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"project":"fair","title":"Joint fair","type":"unido.fair","workflow":"d2","leader":"","participants":["f1"],"due_on":null}','b75163b2cb077701e2fbdab40762681fbe9471374ac927364f1ba2a203e42b86','ea400f2496b31a8dccc6dc5369fe1d3f5ac6de59351aa00245b8d02d6cfc6fb5');
INSERT INTO "event" VALUES('textile',9,'parameter set','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"name":"min_members","value":4,"because":"small sector"}','ea400f2496b31a8dccc6dc5369fe1d3f5ac6de59351aa00245b8d02d6cfc6fb5','2bf8fa5dd9a3b244d7f1fb5668d4c80ba34e3d213380d331f172f90fef48b65a');
INSERT INTO "event" VALUES('textile',10,'ballot opened','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"ballot":"form","question":"Which form?","how":"consensus","round":1,"voters":["f1"],"share":"","quorum":"","subject":""}','2bf8fa5dd9a3b244d7f1fb5668d4c80ba34e3d213380d331f172f90fef48b65a','8f9799038a12d05a1d4aaea4b2000c078250cb0a2378e30cc917842ac3f4df3b');
INSERT INTO "event" VALUES('textile',11,'vote cast','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"ballot":"form","firm":"f1","vote":5}','8f9799038a12d05a1d4aaea4b2000c078250cb0a2378e30cc917842ac3f4df3b','4d767c76c21db7a973b2f503dfe4fe7a5ddaa2012feb2c635de8d0d5a53f7fcd');
INSERT INTO "event" VALUES('textile',12,'ballot closed','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"ballot":"form","state":"passed","advice":"","because":""}','4d767c76c21db7a973b2f503dfe4fe7a5ddaa2012feb2c635de8d0d5a53f7fcd','d4d6ac8a27f514fcc970ded1cc0e3259fb63b86099a7dedf7b0179032b006df1');
INSERT INTO "event" VALUES('textile',13,'document moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"document":"statutes","verb":"draft","state":"draft","because":"","version":1,"text":"ab","facts":"","template":"","ballot":"","values":{}}','d4d6ac8a27f514fcc970ded1cc0e3259fb63b86099a7dedf7b0179032b006df1','1e5afe30e921cb936b0cd606776c8edaeef72f6c282a70aebf29a9c223717066');
INSERT INTO "event" VALUES('textile',14,'criterion marked','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"criterion":"enough","kind":"waived","because":"agreed","scope":""}','1e5afe30e921cb936b0cd606776c8edaeef72f6c282a70aebf29a9c223717066','570e148f2b1b9c7a8502532201c1f07c5afb2249678347c7343f0d4a100023be');
INSERT INTO "event" VALUES('textile',15,'milestone reached','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"milestone":"first_group","scope":""}','570e148f2b1b9c7a8502532201c1f07c5afb2249678347c7343f0d4a100023be','ac594396782c26a84b568cb6c235dbab56d1560e5e113baa8b44bc4cfe698469');
CREATE TABLE network (
	id TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	digest TEXT NOT NULL, 
	title TEXT NOT NULL, 
	state TEXT NOT NULL, 
	type TEXT NOT NULL, 
	phases TEXT NOT NULL, 
	members INTEGER NOT NULL, 
	doubts INTEGER NOT NULL, 
	last_on TEXT NOT NULL, 
	snapshot TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "network" VALUES('textile',15,'ac594396782c26a84b568cb6c235dbab56d1560e5e113baa8b44bc4cfe698469','Textile eight','active','unido.export_network','promotion',0,0,'2026-11-24','{"id":"textile","title":"Textile eight","workflow":"d1","state":"active","opened_on":"2026-11-24","version":15,"type":"unido.export_network","phases":{"promotion":{"state":"open","round":1,"opened_on":"2026-11-24","completed_on":null,"outcome":"","conditions":[],"check_on":null}},"tasks":{"open_meeting":{"times":1,"recent":[{"on":"2026-11-24","target":"","record":2}],"targets":{},"waived":{},"early":false,"started_on":null,"submitted":false}},"members":{"f1":{"id":"f1","name":"Atelier Ñandú","state":"interested","since":"2026-11-24","committed_on":null,"representative":"p1","substitute":"","reason":""}},"marks":{"enough":{"kind":"waived","because":"agreed","on":"2026-11-24"}},"parameters":{"min_members":4},"ballots":{"form":{"id":"form","question":"Which form?","how":"consensus","state":"passed","round":1,"opened_on":"2026-11-24","voters":["f1"],"votes":{"f1":5},"share":"","quorum":"","subject":"","closed_on":"2026-11-24","advice":""}},"documents":{"statutes":"draft"},"projects":{"fair":{"id":"fair","title":"Joint fair","workflow":"d2","state":"proposed","opened_on":"2026-11-24","type":"unido.fair","parent":"textile","participants":["f1"]}},"milestones":{"first_group":"2026-11-24"},"last_on":"2026-11-24","record_count":2}');
CREATE TABLE person (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	signature BLOB NOT NULL, 
	erased_on TEXT NOT NULL
);
INSERT INTO "person" VALUES(1,'','','',X'','2026-11-24');
CREATE TABLE record (
	"case" TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	type TEXT NOT NULL, 
	id INTEGER NOT NULL, 
	"on" TEXT NOT NULL, 
	fields TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	withdrawn INTEGER, 
	PRIMARY KEY ("case", scope, type, id)
)
 WITHOUT ROWID

;
INSERT INTO "record" VALUES('textile','','meeting',1,'2026-11-24','{"present":["f1"],"hours":3}',5,6);
INSERT INTO "record" VALUES('textile','','meeting',2,'2026-11-24','{"present":["f1"],"hours":2.5}',6,NULL);
CREATE TABLE worklist (
	"case" TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	task TEXT NOT NULL, 
	state TEXT NOT NULL, 
	due TEXT NOT NULL, 
	roles TEXT NOT NULL, 
	required INTEGER NOT NULL, 
	PRIMARY KEY ("case", scope, task)
)
 WITHOUT ROWID

;
INSERT INTO "worklist" VALUES('textile','','letters','ready','2026-11-24','firm leader',1);
CREATE INDEX ix_person_key ON person ("key");
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('person',1);
COMMIT;
