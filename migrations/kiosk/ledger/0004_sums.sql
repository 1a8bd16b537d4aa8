ALTER TABLE `state` ADD `check_sum` integer DEFAULT 5 NOT NULL;--> statement-breakpoint
ALTER TABLE `state` ADD `epochs_sum` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
-- Odd factors: a flipped bit in any of these numbers changes its sum.
CREATE TRIGGER `state_is_summed` AFTER UPDATE OF `feed_position`, `next_opening`, `hub_pruned_position` ON `state`
BEGIN UPDATE `state` SET `check_sum` = `feed_position` * 3 + `next_opening` * 5 + `hub_pruned_position` * 7; END;
--> statement-breakpoint
CREATE TRIGGER `new_epoch_is_summed` AFTER INSERT ON `epoch`
BEGIN UPDATE `state` SET `epochs_sum` =
  (SELECT sum(`number` * 13 + `kiosk` * 11 + `acked_seq` * 3 + `archived_seq` * 5 + `pruned_seq` * 7) FROM `epoch`); END;
--> statement-breakpoint
CREATE TRIGGER `epoch_is_summed` AFTER UPDATE ON `epoch`
BEGIN UPDATE `state` SET `epochs_sum` =
  (SELECT sum(`number` * 13 + `kiosk` * 11 + `acked_seq` * 3 + `archived_seq` * 5 + `pruned_seq` * 7) FROM `epoch`); END;
--> statement-breakpoint
UPDATE `state` SET `feed_position` = `feed_position`, `epochs_sum` =
  (SELECT coalesce(sum(`number` * 13 + `kiosk` * 11 + `acked_seq` * 3 + `archived_seq` * 5 + `pruned_seq` * 7), 0) FROM `epoch`);
