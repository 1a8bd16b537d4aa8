DROP INDEX `hub_event_key`;--> statement-breakpoint
CREATE UNIQUE INDEX `hub_event_key` ON `hub_event` (`origin`,`epoch`,`seq`,`hash`);--> statement-breakpoint
-- A kiosk and a hub that were both put back give a place out twice. Whoever was told of one of the two events needs the other as well.
DROP TRIGGER `hub_event_goes_to_the_end`;
--> statement-breakpoint
CREATE TRIGGER `hub_event_goes_to_the_end` BEFORE INSERT ON `hub_event`
WHEN NEW.`position` <= (SELECT max(`position`) FROM `hub_event`)
  OR EXISTS (SELECT 1 FROM `hub_event`
    WHERE `origin` = NEW.`origin` AND `epoch` = NEW.`epoch` AND `seq` = NEW.`seq` AND `hash` = NEW.`hash`)
BEGIN SELECT RAISE(ABORT, 'the hub''s events are append-only: they go to the end'); END;
