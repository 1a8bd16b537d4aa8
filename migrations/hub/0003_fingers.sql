CREATE TABLE `fingers` (
	`kiosk` integer NOT NULL,
	`reader` text NOT NULL,
	`person_id` text NOT NULL,
	`enrolled_at` integer NOT NULL,
	`again` integer NOT NULL,
	PRIMARY KEY(`kiosk`, `reader`, `person_id`)
);
--> statement-breakpoint
CREATE INDEX `fingers_by_person` ON `fingers` (`person_id`);