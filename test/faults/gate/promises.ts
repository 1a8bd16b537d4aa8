import type { ReliabilityPromise } from './promise.ts';

/** What is promised to whoever trusts Muster with attendance, in the order in which people ask for it. */
export const PROMISES: readonly ReliabilityPromise[] = [
  {
    title: 'Green means kept',
    text: 'A person sees an answer only after the event is on the kiosk’s disk. It survives the program being killed, the system crashing, and a power cut at any moment.',
    keptBy: [
      {
        path: 'src/kiosk/engine/engine.ts',
        how: 'one way from card to screen: nothing is shown that the journal did not return',
      },
      {
        path: 'src/kiosk/engine/ledger/ledger.ts',
        how: 'one transaction for each touch, with a sync of the disk before it returns',
      },
      { path: 'src/platform/sqlite.ts', how: 'WAL and synchronous=FULL, set and read back at every open' },
    ],
    testedBy: [
      {
        path: 'test/faults/power-cuts',
        how: 'every system call of the writer traced, and the disk rebuilt as a cut could leave it',
      },
      {
        path: 'test/faults/kills',
        how: 'whoever writes killed, and looked at before anybody can send it again',
      },
      {
        path: 'test/faults/fsync-error',
        how: 'a flush that fails ends the program, and nothing more is shown or confirmed',
      },
      {
        path: 'test/faults/disk-full',
        how: 'a full disk is said, nothing is lost, and it goes on by itself',
      },
      { path: 'test/faults/chaos', how: 'what real walls showed, compared with what is there in the end' },
    ],
    limits:
      'a drive that says “written” and is not; and a disk that is lost as a whole before the hub had the events.',
    campaigns: ['kiosk-power-cuts', 'hub-power-cuts', 'kiosk-kills', 'hub-kills', 'chaos'],
  },
  {
    title: 'Exactly once, in order',
    text: 'Every recorded event is at the hub once, in its ledger’s order, byte for byte, however often messages are cut, repeated, overtaken or replayed, and however long the kiosk was on its own.',
    keptBy: [
      {
        path: 'src/domain/sync/judge-push.ts',
        how: 'what is known already is answered and not stored; what leaves a gap is refused',
      },
      {
        path: 'src/hub/server/sync/event-store.ts',
        how: 'kiosk, epoch and number are the key; events and head in one transaction; the answer after it',
      },
    ],
    testedBy: [
      {
        path: 'test/faults/simulate.test.ts',
        how: 'whole lives of campuses in virtual time, and planted bugs that must be found',
      },
      { path: 'test/faults/sockets', how: 'the hub killed before and after commits' },
      { path: 'test/faults/chaos', how: 'all rows of both sides compared' },
    ],
    campaigns: ['simulator', 'chaos'],
  },
  {
    title: 'Nothing is deleted before it is safe twice',
    text: 'A kiosk may delete an event only when the hub has it in a backup that was put back into a scratch copy and verified. A hub put back from an older backup gets the rest from its kiosks. What can be lost is what only the hub wrote since its last backup and no kiosk was sent.',
    keptBy: [
      {
        path: 'src/kiosk/engine/ledger/prune-a-little.ts',
        how: 'deletes only what is archived and old',
      },
      { path: 'src/domain/sync/place-hub-head.ts', how: 'a kiosk goes back to wherever the hub’s head is' },
      {
        path: 'src/hub/server/directory/hub-runs.ts',
        how: 'a hub put back in silence is found out by the first kiosk that was told more',
      },
      {
        path: 'src/hub/server/backups/backup-keeper.ts',
        how: 'only a copy that was restored and found whole counts',
      },
    ],
    testedBy: [
      {
        path: 'test/faults/chaos',
        how: 'what kiosks take for archived, looked up in the backups of a hub that was killed again and again',
      },
      { path: 'test/faults/hub-restored', how: 'a hub put back from a copy, healed by its kiosks' },
      { path: 'test/hub/backups.test.ts', how: 'a damaged copy archives nothing' },
    ],
    limits:
      'a hub put back without a word from a copy, whose lost places others have filled before any kiosk that knows better came back.',
    campaigns: ['simulator', 'chaos'],
  },
  {
    title: 'Never stuck in silence',
    text: 'After the last fault everything comes right without anybody doing anything. A link on which nothing moves while something waits is given up, and the wall says how many events wait.',
    keptBy: [
      { path: 'src/domain/sync/kiosk-tick.ts', how: 'silence and standstill end a connection' },
      { path: 'src/domain/sync/back-off.ts', how: 'tries again for ever, with full jitter and a cap' },
    ],
    testedBy: [
      { path: 'test/faults/simulate.test.ts', how: 'a backlog that does not shrink is a failure' },
      {
        path: 'test/faults/chaos',
        how: 'half-open, slow and parted lines; the time until all walls say that nothing waits',
      },
    ],
    campaigns: ['simulator', 'chaos', 'bad-lines'],
  },
  {
    title: 'No event is refused for what it says',
    text: 'Not for a wrong clock, a kind nobody knows, a person who was removed or a newer program. It is kept and flagged; judging is the register’s business and can be done again.',
    keptBy: [
      {
        path: 'src/hub/server/sync/read-received.ts',
        how: 'what can’t be read, or claims another place, is stored with a flag',
      },
    ],
    testedBy: [
      { path: 'test/hub/sync/event-store.test.ts', how: 'unreadable and misnamed events' },
      { path: 'test/faults/hostile', how: 'generated nonsense at every door' },
    ],
    campaigns: [
      'hostile-event-texts',
      'hostile-events-at-hub',
      'hostile-frame-texts',
      'hostile-frames-up',
      'hostile-frames-down',
      'hostile-tokens',
      'hostile-http',
      'hostile-csv',
      'hostile-imports',
      'hostile-sockets',
      'hostile-screen',
      'hostile-settings',
    ],
  },
  {
    title: 'Tampering and rot are seen',
    text: 'Each event’s hash covers the one before it, and each upload’s head is signed by the kiosk. A change of recorded history breaks the chain, which is checked when a ledger is opened, when it is sent, at the hub, and every night on both sides.',
    keptBy: [
      { path: 'src/domain/ledger/chain.ts', how: 'the chain' },
      { path: 'src/kiosk/engine/ledger/verify-ledger.ts', how: 'at open' },
      { path: 'src/domain/sync/judge-push.ts', how: 'at receipt, before anything is stored' },
      { path: 'src/kiosk/engine/self-check/check-whole-ledger.ts', how: 'every night, the kiosk’s' },
      { path: 'src/hub/server/backups/database-watch.ts', how: 'every night, the hub’s' },
    ],
    testedBy: [{ path: 'test/faults/bit-rot', how: 'bits flipped in either database' }],
    limits:
      'columns beside an event’s text that nothing speaks for, such as when the hub received it; and whoever holds the kiosk’s own key.',
    campaigns: ['kiosk-bit-rot', 'hub-bit-rot', 'hostile-frames-up', 'hostile-frames-down'],
  },
  {
    title: 'A damaged ledger heals itself',
    text: 'A kiosk whose database is damaged sets it aside, saves what can be read, goes on in a new epoch, gets its directory from the hub, serves again, and says how many events could not be saved.',
    keptBy: [
      {
        path: 'src/kiosk/engine/ledger/healing',
        how: 'what can be proved is carried into a new epoch; the old file is set aside',
      },
    ],
    testedBy: [{ path: 'test/faults/bit-rot', how: 'flipped bits, and what became of every event' }],
    limits: 'an event whose bytes are gone here and that never reached the hub. It is counted, not restored.',
    campaigns: ['kiosk-bit-rot'],
  },
  {
    title: 'The directory is whole or unchanged',
    text: 'Rosters, cards and timetable reach a kiosk as a set with one digest, and replace the old set in one transaction.',
    keptBy: [
      {
        path: 'src/kiosk/engine/directory/directory.ts',
        how: 'all documents in one transaction, digest compared first',
      },
    ],
    testedBy: [{ path: 'test/faults/simulate.test.ts', how: 'cuts in the middle of a set' }],
    campaigns: ['simulator', 'chaos'],
  },
  {
    title: 'Time is evidence',
    text: 'The stamp an event got is never changed. Wall clock, steady clock, boot and the difference from the hub’s clock are kept with it, corrections are computed from them, and no order rests on a wall clock.',
    keptBy: [
      { path: 'src/platform/clock.ts', how: 'readings, and steps that are events' },
      { path: 'src/domain/time/corrected-time.ts', how: 'the correction, the same on both sides' },
    ],
    testedBy: [
      { path: 'test/faults/simulate.test.ts', how: 'clocks set by hours, days and years' },
      {
        path: 'test/faults/clock',
        how: 'how far corrected times are from the truth, on a good and on a bad line',
      },
    ],
    limits:
      'a machine that was never compared with the hub’s clock: its times are shown as unknown by that much.',
    campaigns: ['simulator', 'clock'],
  },
  {
    title: 'Any failure can be had again',
    text: 'Every random test is decided by a number, prints it when it fails, and plays the same again when given it. Real processes are never quite the same twice: there the schedule of faults is, and what happened when is printed.',
    keptBy: [{ path: 'test/faults/campaign.ts', how: 'a case’s number is its seed' }],
    testedBy: [
      { path: 'test/faults/simulate.test.ts', how: 'the same seed is the same life, to the last frame' },
      { path: 'test/faults/chaos', how: 'the same seed is the same schedule' },
    ],
    campaigns: [],
  },
];
