ALTER TABLE `state` ADD `hub_pruned_position` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `state` ADD `hub_pruned_link` text DEFAULT '0000000000000000000000000000000000000000000000000000000000000000' NOT NULL;--> statement-breakpoint
-- What the hub sent may go once nothing here needs it any more: the hub has it, and its backups do. The anchor moves first.
DROP TRIGGER `hub_event_stays`;
--> statement-breakpoint
CREATE TRIGGER `hub_event_kept_until_pruned` BEFORE DELETE ON `hub_event`
WHEN OLD.`position` > (SELECT `hub_pruned_position` FROM `state`)
BEGIN SELECT RAISE(ABORT, 'the hub''s events are append-only: they stay until they are pruned'); END;
--> statement-breakpoint
CREATE TRIGGER `state_hub_pruned_for_good` BEFORE UPDATE OF `hub_pruned_position` ON `state`
WHEN NEW.`hub_pruned_position` < OLD.`hub_pruned_position`
BEGIN SELECT RAISE(ABORT, 'what was pruned is gone for good'); END;
