import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import styles from './field.module.css';
import popup from './popup.module.css';

export type Choice<Id extends string> = { readonly id: Id; readonly label: string };

type Props<Id extends string> = {
  readonly label: string;
  readonly choices: readonly Choice<Id>[];
  /** Null: nothing chosen yet. */
  readonly value: Id | null;
  readonly onChange: (value: Id) => void;
  readonly placeholder?: string;
  readonly isLabelHidden?: boolean;
};

/** One of a few things, such as a room. */
export function SelectField<Id extends string>(props: Props<Id>): ReactNode {
  const { label, choices, value, onChange, placeholder = '', isLabelHidden = false } = props;
  return (
    <Select
      className={styles['field'] ?? ''}
      value={value}
      placeholder={placeholder}
      onChange={(key) => {
        const chosen = choices.find(({ id }) => id === key);
        if (chosen !== undefined) onChange(chosen.id);
      }}
    >
      <Label className={isLabelHidden ? 'visually-hidden' : (styles['label'] ?? '')}>{label}</Label>
      <Button className={`${styles['input']} ${styles['select']}`}>
        <SelectValue className={styles['value'] ?? ''} />
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className={popup['popover'] ?? ''}>
        <ListBox className={popup['list'] ?? ''} items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className={popup['item'] ?? ''}>
              {choice.label}
              <Check aria-hidden="true" className={popup['check']} />
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
