CREATE TABLE `checkpoint` (
	`id` integer PRIMARY KEY NOT NULL,
	`rev` integer NOT NULL,
	`digest` text NOT NULL,
	CONSTRAINT "checkpoint_one_row" CHECK("checkpoint"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE `document` (
	`doc_id` text PRIMARY KEY NOT NULL,
	`hash` text NOT NULL,
	`text` text NOT NULL
);
