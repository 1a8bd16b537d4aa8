ALTER TABLE `credentials` ADD `kiosk` integer;--> statement-breakpoint
ALTER TABLE `credentials` ADD `given_by` text;