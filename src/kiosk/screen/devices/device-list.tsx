import { ChevronRight, Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DevicesPage, DeviceView, FoundView } from '#contracts/engine-link/panel/devices-page.ts';
import { Button } from '../frame/button.tsx';
import type { ScreenMessages } from '../messages/en.ts';
import { useScreen } from '../screen-context.ts';
import styles from './devices-page.module.css';
import { ReaderSign } from './reader-sign.tsx';
import { useDevicesAction } from './use-devices-action.ts';
import { useStateWords } from './use-state-words.ts';

type Props = {
  readonly page: DevicesPage;
  readonly onReader: (id: string) => void;
  readonly onPlug: (key: string) => void;
};

/** Everything at one glance: readers first, then what could become one. */
export function DeviceList({ page, onReader, onPlug }: Props): ReactNode {
  const words = useScreen().messages.devices;
  return (
    <div className={styles['page']}>
      {page.notice !== null && <p className={styles['notice']}>{page.notice}</p>}
      <section className={styles['part']} aria-label={words.yours}>
        <h2 className={styles['heading']}>{words.yours}</h2>
        {page.readers.length === 0 && <p className={styles['quiet']}>{words.none}</p>}
        <ul className={styles['list']}>
          {page.readers.map((reader) => (
            <li key={reader.id}>
              <ReaderRow reader={reader} onOpen={() => onReader(reader.id)} />
            </li>
          ))}
        </ul>
      </section>
      {page.canChange && (
        <section className={styles['part']} aria-label={words.plugged}>
          <h2 className={styles['heading']}>{words.plugged}</h2>
          {page.found.length === 0 && <p className={styles['quiet']}>{words.nothingPlugged}</p>}
          <ul className={styles['list']}>
            {page.found.map((plug) => (
              <li key={plug.key} className={styles['plug']}>
                <PlugRow plug={plug} onChoose={() => onPlug(plug.key)} />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type RowProps = { readonly reader: DeviceView; readonly onOpen: () => void };

function ReaderRow({ reader, onOpen }: RowProps): ReactNode {
  const stateWords = useStateWords();
  const { name, state, detail } = reader;
  return (
    <Button className={styles['row']} onClick={onOpen}>
      <ReaderSign kind={reader.kind} state={state} />
      <span className={styles['words']}>
        <bdi className={styles['name']}>{name}</bdi>
        <span className={styles['quiet']}>{stateWords(reader)}</span>
        {state !== 'ready' && detail !== '' && <span className={styles['trouble']}>{detail}</span>}
      </span>
      <ChevronRight aria-hidden="true" />
    </Button>
  );
}

type PlugProps = { readonly plug: FoundView; readonly onChoose: () => void };

function PlugRow({ plug, onChoose }: PlugProps): ReactNode {
  const act = useDevicesAction();
  const words = useScreen().messages.devices;
  const { key, label, place, models } = plug;
  const [only, another] = models;
  const shown = words.models[label] ?? label;
  const what = whatItIs(plug, words);
  const about = [what === shown ? '' : what, place, only === undefined ? words.inFile : ''];
  return (
    <>
      <span className={styles['words']}>
        <bdi className={styles['name']}>{shown}</bdi>
        <span className={styles['quiet']}>{about.filter((part) => part !== '').join(' · ')}</span>
      </span>
      {only !== undefined && (
        <Button
          aria-label={words.addLabel(shown)}
          onClick={() => (another === undefined ? act({ type: 'add', key, model: only }) : onChoose())}
        >
          <Plus aria-hidden="true" />
          {words.add}
        </Button>
      )}
    </>
  );
}

/** In words where there is no choice; empty where the keeper has to say it. */
function whatItIs({ models, isRecognised }: FoundView, words: ScreenMessages['devices']): string {
  const [only, another] = models;
  if (only === undefined || another !== undefined) return '';
  return isRecognised ? (words.models[only] ?? only) : words.maybeReader;
}
