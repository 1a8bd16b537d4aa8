CREATE TABLE `finger` (
	`id` integer PRIMARY KEY NOT NULL,
	`sensor` text NOT NULL,
	`page` integer NOT NULL,
	`state` text NOT NULL,
	`key` integer NOT NULL,
	`box` text NOT NULL,
	`told` integer NOT NULL,
	`missing_since` integer,
	FOREIGN KEY (`sensor`) REFERENCES `sensor`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finger_state" CHECK("finger"."state" in ('kept', 'erase', 'again'))
);
--> statement-breakpoint
CREATE INDEX `finger_place` ON `finger` (`sensor`,`page`);--> statement-breakpoint
CREATE TABLE `sensor` (
	`id` text PRIMARY KEY NOT NULL,
	`reader` text NOT NULL,
	`marked` integer NOT NULL,
	`type` integer NOT NULL,
	`capacity` integer NOT NULL,
	`current` integer NOT NULL
);
