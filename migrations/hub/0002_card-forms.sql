CREATE TABLE `card_parts` (
	`tag` text NOT NULL,
	`form` text NOT NULL,
	`part` text NOT NULL,
	PRIMARY KEY(`tag`, `form`)
);
--> statement-breakpoint
CREATE INDEX `card_parts_by_part` ON `card_parts` (`part`);--> statement-breakpoint
CREATE INDEX `card_parts_by_form` ON `card_parts` (`form`,`part`);--> statement-breakpoint
CREATE TABLE `kiosk_card_forms` (
	`kiosk` integer NOT NULL,
	`form` text NOT NULL,
	PRIMARY KEY(`kiosk`, `form`)
);
--> statement-breakpoint
CREATE INDEX `credentials_by_tag` ON `credentials` (`tag`);