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
INSERT INTO "event" VALUES('textile',1,'network opened','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"id":"textile","title":"Textile eight","workflow":"d1","type":"unido.export_network","zone":"UTC","currency":"","facilitator":null,"because":"","origin":{}}','','1974573173b643e43adf88754f200b967e7a762c92ebf7c1d350459bd02f2d6a');
INSERT INTO "event" VALUES('textile',2,'network moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"verb":"start","state":"active","because":"","decision":"","reason":"","keep":[],"facilitator":null}','1974573173b643e43adf88754f200b967e7a762c92ebf7c1d350459bd02f2d6a','732b883f362ab678c315e0ddae8e1b892fad50738b48f0a7020c04cb75618e27');
INSERT INTO "event" VALUES('textile',3,'phase moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"phase":"promotion","verb":"open","state":"open","scope":"","round":1,"because":"","outcome":"","conditions":[],"check_on":null,"agreed":[],"early":false,"why":null}','732b883f362ab678c315e0ddae8e1b892fad50738b48f0a7020c04cb75618e27','1b60d8904bdb4e2df921d543b08545a5e838c96fd237ea3599010dc9c62eddd0');
INSERT INTO "event" VALUES('textile',4,'member added','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"firm":"f1","name":"Atelier Ñandú","state":"interested","since":null,"committed_on":null,"representative":"0199d8d0-0000-7000-8000-000000000000","substitute":null,"origin":""}','1b60d8904bdb4e2df921d543b08545a5e838c96fd237ea3599010dc9c62eddd0','44123fde0c372d470d8c5c69f67fb7af97f764e19c5aa9de3d3892ad77b115cf');
INSERT INTO "event" VALUES('textile',5,'fact recorded','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"record":1,"type":"meeting","fields":{"present":["f1"],"hours":3},"scope":"","on":null,"replaces":[]}','44123fde0c372d470d8c5c69f67fb7af97f764e19c5aa9de3d3892ad77b115cf','06553875cc9201a3ede5f11be5d8829e60507f2a2887f108799d69aba9e678d7');
INSERT INTO "event" VALUES('textile',6,'fact recorded','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"record":2,"type":"meeting","fields":{"present":["f1"],"hours":2.5},"scope":"","on":null,"replaces":[1]}','06553875cc9201a3ede5f11be5d8829e60507f2a2887f108799d69aba9e678d7','9c7fe09de545814adfdc3dfba09459e5840b6e463f6fd5ba21dbd183588b9d6f');
INSERT INTO "event" VALUES('textile',7,'task ticked','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"task":"open_meeting","scope":"","target":"","on":null,"proofs":[{"kind":"minutes","reference":"book 3","digest":""}],"note":"","early":[],"record":2,"why":null}','9c7fe09de545814adfdc3dfba09459e5840b6e463f6fd5ba21dbd183588b9d6f','9d7913f9ada4347c8faadc24118cfdd4e0db70a0d4f83acd82fe74a5a00976ba');
INSERT INTO "event" VALUES('textile',8,'project added','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"project":"fair","title":"Joint fair","type":"unido.fair","workflow":"d2","leader":"","participants":["f1"],"due_on":null}','9d7913f9ada4347c8faadc24118cfdd4e0db70a0d4f83acd82fe74a5a00976ba','a2107db8d17de5b6bff4ef85e576e8d615f13d7c431ef5fa09d1e5d757daa5da');
INSERT INTO "event" VALUES('textile',9,'parameter set','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"name":"min_members","value":4,"because":"small sector"}','a2107db8d17de5b6bff4ef85e576e8d615f13d7c431ef5fa09d1e5d757daa5da','8e35d6b9c80ae47934742643b74cb518276ec2f67e5921880203040fcfe83d17');
INSERT INTO "event" VALUES('textile',10,'ballot opened','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"ballot":"form","question":"Which form?","how":"consensus","round":1,"voters":["f1"],"share":"","quorum":"","subject":""}','8e35d6b9c80ae47934742643b74cb518276ec2f67e5921880203040fcfe83d17','a8dbc3b7aab5dcd4c313d7a6c072ce2e49f4b7427896d8827bf2ea9488fa06f2');
INSERT INTO "event" VALUES('textile',11,'vote cast','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"ballot":"form","firm":"f1","vote":5}','a8dbc3b7aab5dcd4c313d7a6c072ce2e49f4b7427896d8827bf2ea9488fa06f2','c8669c01ac209bad22b99c1b2824b84582ea52ade7202257b9520708a76421d2');
INSERT INTO "event" VALUES('textile',12,'ballot closed','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"ballot":"form","state":"passed","advice":"","because":""}','c8669c01ac209bad22b99c1b2824b84582ea52ade7202257b9520708a76421d2','5d9a1e5e2ac7cb561c3a4a4857d8f39ef18a188a491dbef98772657724a2b0c2');
INSERT INTO "event" VALUES('textile',13,'document moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"document":"statutes","verb":"draft","state":"draft","because":"","version":1,"text":"ab","facts":"","template":"","ballot":"","values":{},"language":"","files":{},"changes":[],"members":[],"replaces":0}','5d9a1e5e2ac7cb561c3a4a4857d8f39ef18a188a491dbef98772657724a2b0c2','1afe6172500f26b3ee143bf3dc5f510eba03aace4cc1a991bcb0ee93034cb2a6');
INSERT INTO "event" VALUES('textile',14,'criterion marked','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"criterion":"enough","kind":"waived","because":"agreed","scope":"","why":null}','1afe6172500f26b3ee143bf3dc5f510eba03aace4cc1a991bcb0ee93034cb2a6','608a17fc111aeb288f89a06486ae6c057553e4a2fa2b80e4abe320b63eac1ac9');
INSERT INTO "event" VALUES('textile',15,'milestone reached','2026-11-24T12:00:00.000000+00:00','2026-11-24','0199d8d0-0000-7000-8000-000000000000','{"milestone":"first_group","scope":""}','608a17fc111aeb288f89a06486ae6c057553e4a2fa2b80e4abe320b63eac1ac9','6bef80a9e38558e0e442ff7551384dccfc6fb63002dc136368790fb933458d1c');
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
INSERT INTO "network" VALUES('textile',15,'6bef80a9e38558e0e442ff7551384dccfc6fb63002dc136368790fb933458d1c','Textile eight','active','unido.export_network','promotion',0,0,'2026-11-24','{"id":"textile","title":"Textile eight","workflow":"d1","state":"active","opened_on":"2026-11-24","version":15,"type":"unido.export_network","phases":{"promotion":{"state":"open","round":1,"opened_on":"2026-11-24","completed_on":null,"outcome":"","conditions":[],"check_on":null}},"tasks":{"open_meeting":{"times":1,"recent":[{"on":"2026-11-24","target":"","record":2}],"targets":{},"waived":{},"early":false,"started_on":null,"submitted":false}},"members":{"f1":{"id":"f1","name":"Atelier Ñandú","state":"interested","since":"2026-11-24","committed_on":null,"representative":"0199d8d0-0000-7000-8000-000000000000","substitute":null,"reason":""}},"marks":{"enough":{"kind":"waived","because":"agreed","on":"2026-11-24","why":null}},"parameters":{"min_members":4},"ballots":{"form":{"id":"form","question":"Which form?","how":"consensus","state":"passed","round":1,"opened_on":"2026-11-24","voters":["f1"],"votes":{"f1":5},"share":"","quorum":"","subject":"","closed_on":"2026-11-24","advice":""}},"documents":{"statutes":{"versions":{"1":{"number":1,"state":"draft","on":"2026-11-24","text":"ab","language":"","files":{},"values":{},"adoption":null}}}},"projects":{"fair":{"id":"fair","title":"Joint fair","workflow":"d2","state":"proposed","opened_on":"2026-11-24","type":"unido.fair","parent":"textile","participants":["f1"],"zone":"UTC"}},"milestones":{"first_group":"2026-11-24"},"zone":"UTC","last_on":"2026-11-24","record_count":2}');
CREATE TABLE person (
	id TEXT NOT NULL, 
	"key" TEXT NOT NULL, 
	name TEXT NOT NULL, 
	phone TEXT NOT NULL, 
	signature BLOB NOT NULL, 
	erased_on TEXT NOT NULL, 
	PRIMARY KEY (id)
);
INSERT INTO "person" VALUES('0199d8d0-0000-7000-8000-000000000000','','','',X'','2026-11-24');
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
COMMIT;
