CREATE TABLE `epoch` (
	`number` integer PRIMARY KEY NOT NULL,
	`epoch` text NOT NULL,
	`kiosk` integer NOT NULL,
	`acked_seq` integer NOT NULL,
	`acked_hash` text NOT NULL,
	`archived_seq` integer NOT NULL,
	`pruned_seq` integer NOT NULL,
	`pruned_hash` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `epoch_epoch_unique` ON `epoch` (`epoch`);--> statement-breakpoint
CREATE TABLE `event` (
	`position` integer PRIMARY KEY NOT NULL,
	`epoch_number` integer NOT NULL,
	`seq` integer NOT NULL,
	`text` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`epoch_number`) REFERENCES `epoch`(`number`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "event_position" CHECK("event"."position" = "event"."epoch_number" * 4294967296 + "event"."seq")
);
--> statement-breakpoint
CREATE TABLE `hub_event` (
	`position` integer PRIMARY KEY NOT NULL,
	`origin` integer NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`text` text NOT NULL,
	`hash` text NOT NULL,
	`seal` text NOT NULL,
	`link` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `hub_event_key` ON `hub_event` (`origin`,`epoch`,`seq`);--> statement-breakpoint
CREATE TABLE `state` (
	`id` integer PRIMARY KEY NOT NULL,
	`feed_generation` text,
	`feed_position` integer NOT NULL,
	`next_opening` integer NOT NULL,
	CONSTRAINT "state_one_row" CHECK("state"."id" = 1)
);
