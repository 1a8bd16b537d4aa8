/**
 * How many pages of 4 KiB the write-ahead log may hold before they are moved into the database, which is slow. The thread that
 * stores events does it, since nobody waits there but for it; any other connection only where that thread has nothing to do.
 * A log four times as long as SQLite's usual one saves a third of the commits' time in a storm, because most of its pages are
 * written again and again.
 */
export const CHECKPOINT_PAGES = { ofWriter: 4_000, ofOthers: 8_000 } as const;
