import { FileSpreadsheet, FileUp, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { type DropItem, DropZone, FileTrigger, Text } from 'react-aria-components';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import styles from './import-page.module.css';
import { withFiles } from './import-step.ts';

const TYPES = ['.csv', '.zip', 'text/csv', 'application/zip'];

type Props = { readonly files: readonly File[]; readonly onChange: (files: readonly File[]) => void };

/** Files by dropping or by choosing, as often as one likes. */
export function FileChoice({ files, onChange }: Props): ReactNode {
  const words = useWords().messages.import;
  const add = (more: readonly File[]): void => onChange(withFiles(files, more));
  return (
    <>
      <DropZone
        className={styles['drop'] ?? ''}
        aria-label={words.drop}
        onDrop={({ items }) => void filesOf(items).then(add)}
      >
        <FileUp aria-hidden="true" />
        <Text slot="label">{words.drop}</Text>
        <p>{words.or}</p>
        <FileTrigger allowsMultiple acceptedFileTypes={TYPES} onSelect={(chosen) => add([...(chosen ?? [])])}>
          <Button>{words.choose}</Button>
        </FileTrigger>
      </DropZone>
      {files.length > 0 && (
        <ul className={styles['files']} aria-label={words.chosen(files.length)}>
          {files.map((file) => (
            <li key={file.name}>
              <FileSpreadsheet aria-hidden="true" />
              <span>{file.name}</span>
              <span>{words.size(Math.ceil(file.size / 1024))}</span>
              <Button
                look="quiet"
                isIcon
                aria-label={words.remove(file.name)}
                onPress={() => onChange(files.filter(({ name }) => name !== file.name))}
              >
                <X aria-hidden="true" />
              </Button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

async function filesOf(items: readonly DropItem[]): Promise<readonly File[]> {
  return await Promise.all(items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : [])));
}
