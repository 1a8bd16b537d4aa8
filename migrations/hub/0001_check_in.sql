CREATE TABLE `phone_check_ins` (
	`check_in_id` text PRIMARY KEY NOT NULL,
	`ticket` text NOT NULL,
	`kiosk` integer NOT NULL,
	`number` integer NOT NULL,
	`person_id` text NOT NULL,
	`device_id` text NOT NULL,
	`at` integer NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `phone_check_ins_by_ticket` ON `phone_check_ins` (`ticket`);--> statement-breakpoint
CREATE INDEX `phone_check_ins_by_opening` ON `phone_check_ins` (`kiosk`,`number`);