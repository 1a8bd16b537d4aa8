CREATE TABLE `kiosk_days` (
	`kiosk` integer NOT NULL,
	`day` integer NOT NULL,
	`unknown_cards` integer NOT NULL,
	PRIMARY KEY(`kiosk`, `day`)
);
--> statement-breakpoint
ALTER TABLE `kiosks` ADD `clock_offset_ms` integer;--> statement-breakpoint
ALTER TABLE `kiosks` ADD `clock_uncertainty_ms` integer;--> statement-breakpoint
ALTER TABLE `kiosks` ADD `checked_at` integer;--> statement-breakpoint
ALTER TABLE `kiosks` ADD `check_outcome` text;--> statement-breakpoint
CREATE INDEX `events_flagged` ON `events` (`kiosk`) WHERE "events"."flags" is not null and "events"."flags" <> 'returned';