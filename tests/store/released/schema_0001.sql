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
INSERT INTO "event" VALUES('textile',1,'network opened','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"id":"textile","title":"Textile eight","workflow":"d1","type":"unido.export_network","zone":"UTC","currency":"","facilitator":"","because":"","origin":{}}','','4a41e0c7b2f95cde327eac55add5a471eb2c52235eba724b2ae444a153227d33');
INSERT INTO "event" VALUES('textile',2,'network moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"verb":"start","state":"active","because":"","decision":"","reason":"","keep":[],"facilitator":""}','4a41e0c7b2f95cde327eac55add5a471eb2c52235eba724b2ae444a153227d33','249fd1b10df77f7610bf8daa5c00fb41c991890eef122291b0e862ee33758b75');
INSERT INTO "event" VALUES('textile',3,'phase moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"phase":"promotion","verb":"open","state":"open","scope":"","round":1,"because":"","outcome":"","conditions":[],"check_on":null,"agreed":[],"early":false}','249fd1b10df77f7610bf8daa5c00fb41c991890eef122291b0e862ee33758b75','edb23317c8f00db4d73fdc54313a0e65fb90dd2d702b9fc361c13dcd3d952303');
INSERT INTO "event" VALUES('textile',4,'member added','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"firm":"f1","name":"Atelier Ñandú","state":"interested","since":null,"committed_on":null,"representative":"p1","substitute":"","origin":""}','edb23317c8f00db4d73fdc54313a0e65fb90dd2d702b9fc361c13dcd3d952303','7a2675f1d8a0ddfbee7c95e815c334708098e0cd2cf82605e97e5a751e684d83');
INSERT INTO "event" VALUES('textile',5,'fact recorded','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"record":1,"type":"meeting","fields":{"present":["f1"],"hours":3},"scope":"","on":null,"replaces":[]}','7a2675f1d8a0ddfbee7c95e815c334708098e0cd2cf82605e97e5a751e684d83','f409462904dfb96dc00347aaf9c9ca49a25959241f89e69b1fb8f643588d9c3f');
INSERT INTO "event" VALUES('textile',6,'fact recorded','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"record":2,"type":"meeting","fields":{"present":["f1"],"hours":2.5},"scope":"","on":null,"replaces":[1]}','f409462904dfb96dc00347aaf9c9ca49a25959241f89e69b1fb8f643588d9c3f','27cf0fea3fe6a74f6ef144095af41cfb495460c47be356c40389434eeef4bce4');
INSERT INTO "event" VALUES('textile',7,'task ticked','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"task":"open_meeting","scope":"","target":"","on":null,"proofs":[{"kind":"minutes","reference":"book 3","digest":""}],"note":"","early":[],"record":2}','27cf0fea3fe6a74f6ef144095af41cfb495460c47be356c40389434eeef4bce4','e965b24abe1211a402fd5a2e2e53c1d45c776f6fb80ffccd7199d8ec00da70ca');
INSERT INTO "event" VALUES('textile',8,'project added','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"project":"fair","title":"Joint fair","type":"unido.fair","workflow":"d2","leader":"","participants":["f1"],"due_on":null}','e965b24abe1211a402fd5a2e2e53c1d45c776f6fb80ffccd7199d8ec00da70ca','4686d91f8c773a16f83443b1f567bcdd813f5679acaa6b10babcfe9f93fd5941');
INSERT INTO "event" VALUES('textile',9,'parameter set','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"name":"min_members","value":4,"because":"small sector"}','4686d91f8c773a16f83443b1f567bcdd813f5679acaa6b10babcfe9f93fd5941','6814ad3b086598aba24bbe6b9e2d70d741db5deb4ba293707c46a07dee0fcc8a');
INSERT INTO "event" VALUES('textile',10,'ballot opened','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"ballot":"form","question":"Which form?","how":"consensus","round":1,"voters":["f1"],"share":"","quorum":"","subject":""}','6814ad3b086598aba24bbe6b9e2d70d741db5deb4ba293707c46a07dee0fcc8a','ecb140832816c358935cae896c4e27a9716dafc95ed1556b85bea8567340ec50');
INSERT INTO "event" VALUES('textile',11,'vote cast','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"ballot":"form","firm":"f1","vote":5}','ecb140832816c358935cae896c4e27a9716dafc95ed1556b85bea8567340ec50','31bee1e001b586aaa471631d209bfce71272f341eaea670ee179a27d427036de');
INSERT INTO "event" VALUES('textile',12,'ballot closed','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"ballot":"form","state":"passed","advice":"","because":""}','31bee1e001b586aaa471631d209bfce71272f341eaea670ee179a27d427036de','c4778003e0102a4602959c9c5125e71f0e0f516609239822f34c2c8411f3f43a');
INSERT INTO "event" VALUES('textile',13,'document moved','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"document":"statutes","verb":"draft","state":"draft","because":"","version":1,"text":"ab","facts":"","template":"","ballot":"","values":{}}','c4778003e0102a4602959c9c5125e71f0e0f516609239822f34c2c8411f3f43a','e7a6cb2c1c336ec86cf6b6b9db42380255bc11ee4fa79fca0bceb38638ecb69e');
INSERT INTO "event" VALUES('textile',14,'criterion marked','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"criterion":"enough","kind":"waived","because":"agreed","scope":""}','e7a6cb2c1c336ec86cf6b6b9db42380255bc11ee4fa79fca0bceb38638ecb69e','0852293731c32fda359e3160d96a7bf9511820c2623e6122878a7e0b32f2e353');
INSERT INTO "event" VALUES('textile',15,'milestone reached','2026-11-24T12:00:00.000000+00:00','2026-11-24','p1','{"milestone":"first_group","scope":""}','0852293731c32fda359e3160d96a7bf9511820c2623e6122878a7e0b32f2e353','bde5f49edde233936a66535bbff877104828bbac7db92a415393f5aea5b91aa2');
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
INSERT INTO "network" VALUES('textile',15,'bde5f49edde233936a66535bbff877104828bbac7db92a415393f5aea5b91aa2','Textile eight','active','unido.export_network','promotion',0,0,'2026-11-24','{"id":"textile","title":"Textile eight","workflow":"d1","state":"active","opened_on":"2026-11-24","version":15,"type":"unido.export_network","phases":{"promotion":{"state":"open","round":1,"opened_on":"2026-11-24","completed_on":null,"outcome":"","conditions":[],"check_on":null}},"tasks":{"open_meeting":{"times":1,"recent":[{"on":"2026-11-24","target":"","record":2}],"targets":{},"waived":{},"early":false,"started_on":null,"submitted":false}},"members":{"f1":{"id":"f1","name":"Atelier Ñandú","state":"interested","since":"2026-11-24","committed_on":null,"representative":"p1","substitute":"","reason":""}},"marks":{"enough":{"kind":"waived","because":"agreed","on":"2026-11-24"}},"parameters":{"min_members":4},"ballots":{"form":{"id":"form","question":"Which form?","how":"consensus","state":"passed","round":1,"opened_on":"2026-11-24","voters":["f1"],"votes":{"f1":5},"share":"","quorum":"","subject":"","closed_on":"2026-11-24","advice":""}},"documents":{"statutes":{"versions":{"1":{"number":1,"state":"draft","on":"2026-11-24","text":"ab","language":"","files":{},"values":{},"adoption":null}}}},"projects":{"fair":{"id":"fair","title":"Joint fair","workflow":"d2","state":"proposed","opened_on":"2026-11-24","type":"unido.fair","parent":"textile","participants":["f1"],"zone":"UTC"}},"milestones":{"first_group":"2026-11-24"},"zone":"UTC","last_on":"2026-11-24","record_count":2}');
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
