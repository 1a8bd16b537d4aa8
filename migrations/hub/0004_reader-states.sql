CREATE TABLE `reader_states` (
	`kiosk` integer NOT NULL,
	`reader` text NOT NULL,
	`state` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`kiosk`, `reader`)
);
