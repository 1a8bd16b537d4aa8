-- Whatever program opens this file, the ledger only grows. What the hub holds in a verified backup may go.
CREATE TRIGGER `event_never_changes` BEFORE UPDATE ON `event`
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `event_kept_until_pruned` BEFORE DELETE ON `event`
WHEN OLD.`seq` > coalesce((SELECT `pruned_seq` FROM `epoch` WHERE `number` = OLD.`epoch_number`), 0)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: events stay until they are archived and pruned'); END;
--> statement-breakpoint
-- REPLACE deletes the row it replaces without asking the triggers on DELETE.
CREATE TRIGGER `event_goes_to_the_end` BEFORE INSERT ON `event`
WHEN NEW.`position` <= (SELECT max(`position`) FROM `event`)
BEGIN SELECT RAISE(ABORT, 'the ledger is append-only: events go to its end'); END;
--> statement-breakpoint
CREATE TRIGGER `epoch_goes_to_the_end` BEFORE INSERT ON `epoch`
WHEN NEW.`number` <= (SELECT max(`number`) FROM `epoch`) OR EXISTS (SELECT 1 FROM `epoch` WHERE `epoch` = NEW.`epoch`)
BEGIN SELECT RAISE(ABORT, 'an epoch keeps its name'); END;
--> statement-breakpoint
CREATE TRIGGER `epoch_keeps_its_name` BEFORE UPDATE OF `number`, `epoch`, `kiosk` ON `epoch`
BEGIN SELECT RAISE(ABORT, 'an epoch keeps its name'); END;
--> statement-breakpoint
CREATE TRIGGER `epoch_pruned_only_what_is_archived` BEFORE UPDATE ON `epoch`
WHEN NEW.`pruned_seq` < OLD.`pruned_seq` OR NEW.`pruned_seq` > NEW.`archived_seq`
BEGIN SELECT RAISE(ABORT, 'only what is archived is pruned, and for good'); END;
--> statement-breakpoint
CREATE TRIGGER `epoch_stays` BEFORE DELETE ON `epoch`
BEGIN SELECT RAISE(ABORT, 'epochs are never deleted'); END;
--> statement-breakpoint
CREATE TRIGGER `hub_event_never_changes` BEFORE UPDATE ON `hub_event`
BEGIN SELECT RAISE(ABORT, 'the hub''s events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `hub_event_goes_to_the_end` BEFORE INSERT ON `hub_event`
WHEN NEW.`position` <= (SELECT max(`position`) FROM `hub_event`)
  OR EXISTS (SELECT 1 FROM `hub_event` WHERE `origin` = NEW.`origin` AND `epoch` = NEW.`epoch` AND `seq` = NEW.`seq`)
BEGIN SELECT RAISE(ABORT, 'the hub''s events are append-only: they go to the end'); END;
--> statement-breakpoint
CREATE TRIGGER `hub_event_stays` BEFORE DELETE ON `hub_event`
BEGIN SELECT RAISE(ABORT, 'the hub''s events are append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `state_opening_only_grows` BEFORE UPDATE OF `next_opening` ON `state`
WHEN NEW.`next_opening` < OLD.`next_opening`
BEGIN SELECT RAISE(ABORT, 'an opening number is never used again'); END;
--> statement-breakpoint
CREATE TRIGGER `state_stays` BEFORE DELETE ON `state`
BEGIN SELECT RAISE(ABORT, 'the state is never deleted'); END;
--> statement-breakpoint
INSERT INTO `state` (`id`, `feed_generation`, `feed_position`, `next_opening`) VALUES (1, NULL, 0, 1);
--> statement-breakpoint
CREATE TRIGGER `state_is_one` BEFORE INSERT ON `state`
BEGIN SELECT RAISE(ABORT, 'the state is never replaced'); END;
