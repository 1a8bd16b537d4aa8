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
CREATE INDEX `phone_check_ins_by_opening` ON `phone_check_ins` (`kiosk`,`number`);--> statement-breakpoint
CREATE TABLE `devices` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`key_kind` text NOT NULL,
	`public_key` blob NOT NULL,
	`bound_at` integer NOT NULL,
	`confirmed_at` integer,
	`replaced_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `devices_by_person` ON `devices` (`person_id`);--> statement-breakpoint
CREATE TABLE `enrolment_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`room_id` text NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `kiosk_secrets` (
	`kiosk` integer NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	`secret` blob NOT NULL,
	`step_ms` integer NOT NULL,
	PRIMARY KEY(`kiosk`, `from_at`)
);
--> statement-breakpoint
CREATE TABLE `kiosks` (
	`number` integer PRIMARY KEY NOT NULL,
	`room_id` text,
	`name` text NOT NULL,
	`public_key` blob NOT NULL,
	`enrolled_at` integer NOT NULL,
	`revoked_at` integer,
	`last_contact_at` integer,
	`epoch` text,
	`backlog` integer DEFAULT 0 NOT NULL,
	`app` text,
	`watermark` integer,
	`rev` integer DEFAULT 0 NOT NULL,
	`manifest_digest` text,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kiosks_by_room` ON `kiosks` (`room_id`);--> statement-breakpoint
CREATE TABLE `sign_in_codes` (
	`code_hash` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sign_in_codes_by_person` ON `sign_in_codes` (`person_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`username` text NOT NULL,
	`password` text NOT NULL,
	`role` text NOT NULL,
	`person_id` text,
	`created_at` integer NOT NULL,
	`disabled_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_username_unique` ON `users` (`username`);--> statement-breakpoint
CREATE TABLE `web_sessions` (
	`token_hash` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `web_sessions_by_user` ON `web_sessions` (`user_id`);--> statement-breakpoint
CREATE TABLE `courses` (
	`id` text PRIMARY KEY NOT NULL,
	`sourced_id` text NOT NULL,
	`code` text NOT NULL,
	`title` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `courses_sourced_id_unique` ON `courses` (`sourced_id`);--> statement-breakpoint
CREATE TABLE `credentials` (
	`id` text PRIMARY KEY NOT NULL,
	`tag` text NOT NULL,
	`person_id` text NOT NULL,
	`last_digits` text NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `credentials_in_use` ON `credentials` (`tag`) WHERE to_at is null;--> statement-breakpoint
CREATE INDEX `credentials_by_person` ON `credentials` (`person_id`);--> statement-breakpoint
CREATE TABLE `enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`sourced_id` text,
	`section_id` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`main` integer DEFAULT false NOT NULL,
	`from_at` integer NOT NULL,
	`to_at` integer,
	FOREIGN KEY (`section_id`) REFERENCES `sections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `enrolments_sourced_id_unique` ON `enrolments` (`sourced_id`);--> statement-breakpoint
CREATE INDEX `enrolments_by_section` ON `enrolments` (`section_id`,`role`);--> statement-breakpoint
CREATE INDEX `enrolments_by_person` ON `enrolments` (`person_id`);--> statement-breakpoint
CREATE TABLE `holidays` (
	`date` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `hub_state` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `institution` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`brand` text NOT NULL,
	`time_zone` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `occurrences` (
	`session_id` text PRIMARY KEY NOT NULL,
	`section_id` text NOT NULL,
	`room_id` text NOT NULL,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`course_code` text NOT NULL,
	`course_title` text NOT NULL,
	`section_name` text NOT NULL,
	`room_name` text NOT NULL,
	`faculty` text NOT NULL,
	`cancelled` integer NOT NULL,
	`ad_hoc` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `occurrences_by_start` ON `occurrences` (`starts_at`);--> statement-breakpoint
CREATE INDEX `occurrences_by_room` ON `occurrences` (`room_id`,`starts_at`);--> statement-breakpoint
CREATE INDEX `occurrences_by_section` ON `occurrences` (`section_id`,`starts_at`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`sourced_id` text,
	`student_number` text,
	`username` text,
	`email` text,
	`given_name` text NOT NULL,
	`family_name` text NOT NULL,
	`name` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_sourced_id_unique` ON `people` (`sourced_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `people_student_number_unique` ON `people` (`student_number`);--> statement-breakpoint
CREATE INDEX `people_by_name` ON `people` (`name`);--> statement-breakpoint
CREATE TABLE `pins` (
	`person_id` text PRIMARY KEY NOT NULL,
	`verifier` text NOT NULL,
	`set_at` integer NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `roles` (
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`person_id`, `role`),
	FOREIGN KEY (`person_id`) REFERENCES `people`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `rooms` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rooms_name_unique` ON `rooms` (`name`);--> statement-breakpoint
CREATE TABLE `rules_versions` (
	`version` integer PRIMARY KEY NOT NULL,
	`from_at` integer NOT NULL,
	`rules` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `sections` (
	`id` text PRIMARY KEY NOT NULL,
	`sourced_id` text NOT NULL,
	`course_id` text NOT NULL,
	`term_id` text,
	`name` text NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`course_id`) REFERENCES `courses`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`term_id`) REFERENCES `terms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `sections_sourced_id_unique` ON `sections` (`sourced_id`);--> statement-breakpoint
CREATE TABLE `slot_changes` (
	`slot_id` text NOT NULL,
	`date` text NOT NULL,
	`kind` text NOT NULL,
	`to_date` text,
	`starts_at` text,
	`ends_at` text,
	`room_id` text,
	PRIMARY KEY(`slot_id`, `date`),
	FOREIGN KEY (`slot_id`) REFERENCES `slots`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `slots` (
	`id` text PRIMARY KEY NOT NULL,
	`sourced_id` text NOT NULL,
	`section_id` text NOT NULL,
	`room_id` text NOT NULL,
	`weekday` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`section_id`) REFERENCES `sections`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `slots_sourced_id_unique` ON `slots` (`sourced_id`);--> statement-breakpoint
CREATE TABLE `terms` (
	`id` text PRIMARY KEY NOT NULL,
	`sourced_id` text NOT NULL,
	`title` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`removed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `terms_sourced_id_unique` ON `terms` (`sourced_id`);--> statement-breakpoint
CREATE TABLE `kiosk_feed` (
	`position` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kiosk` integer NOT NULL,
	`origin` integer NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `kiosk_feed_once` ON `kiosk_feed` (`kiosk`,`origin`,`epoch`,`seq`);--> statement-breakpoint
CREATE INDEX `kiosk_feed_by_kiosk` ON `kiosk_feed` (`kiosk`,`position`);--> statement-breakpoint
CREATE TABLE `mark_notes` (
	`commitment` text PRIMARY KEY NOT NULL,
	`salt` text NOT NULL,
	`text` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `openings` (
	`kiosk` integer NOT NULL,
	`number` integer NOT NULL,
	`session_id` text NOT NULL,
	`started_at` integer NOT NULL,
	PRIMARY KEY(`kiosk`, `number`)
);
--> statement-breakpoint
CREATE INDEX `openings_by_session` ON `openings` (`session_id`);--> statement-breakpoint
CREATE TABLE `session_stages` (
	`session_id` text PRIMARY KEY NOT NULL,
	`sealed_at` integer,
	`locked_at` integer
);
--> statement-breakpoint
CREATE TABLE `events` (
	`kiosk` integer NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`id` text,
	`type` text,
	`session_id` text,
	`at` integer,
	`text` text NOT NULL,
	`hash` text NOT NULL,
	`received_at` integer NOT NULL,
	`flags` text,
	PRIMARY KEY(`kiosk`, `epoch`, `seq`)
);
--> statement-breakpoint
CREATE INDEX `events_by_session` ON `events` (`session_id`) WHERE "events"."session_id" is not null;--> statement-breakpoint
CREATE INDEX `events_without_session` ON `events` (`kiosk`,`at`) WHERE "events"."session_id" is null;--> statement-breakpoint
CREATE TABLE `ledger_heads` (
	`kiosk` integer NOT NULL,
	`epoch` text NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`signature` text,
	`highest_opening` integer DEFAULT 0 NOT NULL,
	`archived_seq` integer DEFAULT 0 NOT NULL,
	`first_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`kiosk`, `epoch`)
);
