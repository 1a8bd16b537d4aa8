import type {
  DevicesAction,
  DevicesPage,
  DeviceView,
  FoundView,
  TestedCard,
} from '#contracts/engine-link/panel/devices-page.ts';
import type { ReadNumber } from '#domain/card-number/partial-number.ts';
import type { EpochMs, PersonId } from '#domain/ids.ts';
import { unreachable } from '#domain/unreachable.ts';
import type { FindDevices } from '../devices/discovery/find-devices.ts';
import type { FoundDevice } from '../devices/discovery/found-device.ts';
import type { CardRead } from '../devices/reader.ts';
import type { ReaderCondition } from '../devices/reader-health.ts';
import type { KioskReaders } from '../readers/kiosk-readers.ts';
import { addableDevices } from './addable-devices.ts';
import type { PanelPage, PanelPageMaker, PanelVisit } from './panel-page.ts';

export type DevicesPageParts = {
  readonly devices: KioskReaders;
  readonly find: FindDevices;
  readonly now: () => EpochMs;
  readonly holderOf: (card: ReadNumber) => PersonId | 'ambiguous' | undefined;
  readonly nameOf: (personId: PersonId) => string | undefined;
  /** Runs once, `ms` from now, unless the function it returns is called first. */
  readonly alarm: (ms: number, run: () => void) => () => void;
};

/** Often enough to see a plug come and go while standing there. */
const LOOK_EVERY_MS = 1_500;

const SHOWN_DIGITS = 4;

/** The kiosk's readers for its keeper: how they are, a test of each, their names and settings, and what else is plugged in. */
export function devicesPage(parts: DevicesPageParts): PanelPageMaker<'devices'> {
  return { roles: ['keeper'], visit: (visit) => new DevicesVisit(parts, visit) };
}

type Test = { readonly reader: string; readonly last: TestedCard | null; readonly discardedBefore: number };

class DevicesVisit implements PanelPage<'devices'> {
  readonly #parts: DevicesPageParts;
  readonly #visit: PanelVisit;
  #found: readonly FoundDevice[] = [];
  #test: Test | null = null;
  #drawn = '';
  #cancel: () => void = () => undefined;
  #isLeft = false;

  constructor(parts: DevicesPageParts, visit: PanelVisit) {
    this.#parts = parts;
    this.#visit = visit;
    void this.#look();
  }

  view(): DevicesPage {
    const { book, health } = this.#parts.devices;
    const fixed = book.fixedBecause();
    return {
      name: 'devices',
      readers: health.conditions().map((reader) => this.#deviceView(reader)),
      found: fixed === undefined ? this.#addable().map(foundView) : [],
      notice: fixed ?? book.problem() ?? null,
      canChange: fixed === undefined,
      test: this.#testView(),
    };
  }

  takesCard(read: CardRead): boolean {
    if (this.#test?.reader !== read.reader) return false;
    this.#visit.stay();
    this.#test = { ...this.#test, last: this.#tested(read) };
    return true;
  }

  act(action: DevicesAction): string | undefined {
    const { book } = this.#parts.devices;
    switch (action.type) {
      case 'test':
        this.#test = action.reader === null ? null : this.#beginTest(action.reader);
        return undefined;
      case 'rename':
        return book.rename(action.reader, action.name);
      case 'use-profile':
        return book.setProfile(action.reader, action.profile);
      case 'remove':
        return book.remove(action.reader);
      case 'add':
        return this.#add(action.key, action.model);
      default:
        return unreachable(action);
    }
  }

  leave(): void {
    this.#isLeft = true;
    this.#test = null;
    this.#cancel();
  }

  #add(key: string, model: string): string | undefined {
    const device = this.#addable().find((each) => each.key === key);
    const proposal = device?.proposals.find(({ kind }) => kind === model);
    if (proposal === undefined) return 'This device is not there any more. Plug it in again.';
    return this.#parts.devices.book.add(proposal);
  }

  #addable(): readonly FoundDevice[] {
    return addableDevices(this.#found, this.#parts.devices.book.config());
  }

  /** Looks again and again while somebody is here; a device that takes its time holds up nothing but this. */
  async #look(): Promise<void> {
    this.#found = await this.#parts.find();
    if (this.#isLeft) return;
    const view = JSON.stringify(this.view());
    if (view !== this.#drawn) this.#visit.changed();
    this.#drawn = view;
    this.#cancel = this.#parts.alarm(LOOK_EVERY_MS, () => void this.#look());
  }

  #deviceView({ id, name, kind, state, detail, since }: ReaderCondition): DeviceView {
    const { book, running } = this.#parts.devices;
    const settings = book.config().find((each) => each.id === id);
    const counts = running?.counts().get(id);
    return {
      ...{ id, name, kind, state, detail, since },
      model: settings?.kind ?? '',
      profile: settings !== undefined && 'profile' in settings ? settings.profile : null,
      reads: counts?.stays ?? 0,
      readOnce: counts?.seenOnce ?? 0,
      discarded: counts?.discarded ?? 0,
      canTest: kind === 'card' || kind === 'keyboard',
      isFixed: settings?.kind === 'simulated' || book.fixedBecause() !== undefined,
    };
  }

  #beginTest(reader: string): Test {
    return { reader, last: null, discardedBefore: this.#discardedBy(reader) };
  }

  #testView(): DevicesPage['test'] {
    if (this.#test === null) return null;
    const { reader, last, discardedBefore } = this.#test;
    // A reader that was set anew counts from nothing.
    return { reader, last, discarded: Math.max(0, this.#discardedBy(reader) - discardedBefore) };
  }

  #discardedBy(reader: string): number {
    return this.#parts.devices.running?.counts().get(reader)?.discarded ?? 0;
  }

  #tested({ card, certain }: CardRead): TestedCard {
    const { holderOf, nameOf, now } = this.#parts;
    const holder = holderOf(card);
    const [form = ''] = card.split(':');
    const digits = card.slice(form.length + 1);
    return {
      ...{ at: now(), form, certain },
      lastDigits: digits.slice(-SHOWN_DIGITS),
      holder:
        holder === undefined
          ? { kind: 'nobody' }
          : holder === 'ambiguous'
            ? { kind: 'several' }
            : { kind: 'person', name: nameOf(holder) ?? null },
    };
  }
}

function foundView({ key, label, place, isRecognised, proposals }: FoundDevice): FoundView {
  return { key, label, place, isRecognised, models: proposals.map(({ kind }) => kind) };
}
