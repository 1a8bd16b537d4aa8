import { ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { Column, type ColumnProps } from 'react-aria-components';
import styles from './table.module.css';

type Props = Omit<ColumnProps, 'className' | 'children' | 'width'> & {
  readonly children: string;
  readonly widthClass?: string | undefined;
  readonly isLabelHidden?: boolean;
};

/** A column's head; one that sorts shows which way. Its class says how wide it is. */
export function SortColumn(props: Props): ReactNode {
  const { children, widthClass = '', allowsSorting = true, isLabelHidden = false, ...more } = props;
  return (
    <Column
      {...more}
      allowsSorting={allowsSorting}
      textValue={children}
      className={`${styles['column']} ${widthClass}`}
    >
      <span className={isLabelHidden ? 'visually-hidden' : styles['sort']}>
        {children}
        {allowsSorting && <ArrowUp aria-hidden="true" />}
      </span>
    </Column>
  );
}
