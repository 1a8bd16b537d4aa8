import type { HubParts } from '../hub-parts.ts';
import { type KioskListParts, kioskList } from '../kiosks/kiosk-list.ts';
import { allReaderStates } from '../kiosks/reader-states.ts';
import type { Metric, Sample } from './metrics-text.ts';

const READER_STATES = ['ready', 'absent', 'quiet'] as const;

/** What a monitoring system wants to know of the kiosks and their readers. Nothing of people. */
export function hubMetrics(parts: Pick<HubParts, 'db' | 'clock'>, kiosks: KioskListParts): readonly Metric[] {
  const inUse = kioskList(parts, kiosks).filter(({ revokedAt }) => revokedAt === null);
  const labels = new Map(
    inUse.map(({ number, name, room }) => [number, { kiosk: number, name, room: room ?? '' }]),
  );
  const each = (value: (kiosk: (typeof inUse)[number]) => number | null): Sample[] =>
    inUse.flatMap((kiosk) => {
      const measured = value(kiosk);
      const about = labels.get(kiosk.number);
      return measured === null || about === undefined ? [] : [{ labels: about, value: measured }];
    });
  return [
    {
      name: 'muster_kiosk_online',
      help: '1: the kiosk is connected to the hub.',
      samples: each(({ online }) => Number(online)),
    },
    {
      name: 'muster_kiosk_last_contact_timestamp_seconds',
      help: 'When the kiosk was last heard of.',
      samples: each(({ lastContactAt }) => (lastContactAt === null ? null : lastContactAt / 1_000)),
    },
    {
      name: 'muster_kiosk_backlog_events',
      help: 'Events the kiosk keeps that the hub has not confirmed, as it said at last contact.',
      samples: each(({ backlog }) => backlog),
    },
    {
      name: 'muster_kiosk_unknown_cards',
      help: 'Cards held to the kiosk in the last seven days that nobody could be found for.',
      samples: each(({ unknownCards }) => unknownCards),
    },
    ...readerMetrics(parts, labels),
  ];
}

type Labels = ReadonlyMap<number, Sample['labels']>;

/** As the kiosks' ledgers say: what a kiosk that is cut off has to tell comes later. */
function readerMetrics({ db }: Pick<HubParts, 'db'>, labels: Labels): readonly Metric[] {
  const readers = allReaderStates(db).flatMap(({ kiosk, reader, state, at }) => {
    const about = labels.get(kiosk);
    return about === undefined ? [] : [{ labels: { ...about, reader }, state, at }];
  });
  return [
    {
      name: 'muster_reader_state',
      help: '1 for the state that the reader is in: ready, absent or quiet (connected, but nothing sensible comes from it).',
      samples: readers.flatMap((reader) =>
        READER_STATES.map((state) => ({
          labels: { ...reader.labels, state },
          value: Number(reader.state === state),
        })),
      ),
    },
    {
      name: 'muster_reader_state_since_timestamp_seconds',
      help: 'Since when the reader is in its state.',
      samples: readers.map(({ labels: about, at }) => ({ labels: about, value: at / 1_000 })),
    },
  ];
}
