import type { ReactNode } from 'react';
import {
  TextField as AriaTextField,
  Input,
  Label,
  Text,
  TextArea,
  type TextFieldProps,
} from 'react-aria-components';
import styles from './field.module.css';

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  readonly label: string;
  readonly help?: string;
  readonly hasLines?: boolean;
};

export function TextField({ label, help, hasLines = false, ...props }: Props): ReactNode {
  const Field = hasLines ? TextArea : Input;
  return (
    <AriaTextField {...props} className={styles['field'] ?? ''}>
      <Label className={styles['label'] ?? ''}>{label}</Label>
      <Field className={styles['input'] ?? ''} />
      {help !== undefined && (
        <Text slot="description" className={styles['help'] ?? ''}>
          {help}
        </Text>
      )}
    </AriaTextField>
  );
}
