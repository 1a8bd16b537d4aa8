import { parseDate } from '@internationalized/date';
import { CalendarDays, ChevronLeft, ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Button as AriaButton,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  DateInput,
  DatePicker,
  DateSegment,
  Dialog,
  Group,
  Heading,
  Popover,
} from 'react-aria-components';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import popup from '../parts/popup.module.css';
import styles from './day-picker.module.css';

type Props = {
  /** `YYYY-MM-DD`; null while the hub hasn't said which day it is. */
  readonly date: string | null;
  /** Null: whichever day it is. */
  readonly onChange: (date: string | null) => void;
};

/** One day back or on, today, or any day. */
export function DayPicker({ date, onChange }: Props): ReactNode {
  const { messages } = useWords();
  const words = messages.sessions;
  const value = date === null ? null : parseDate(date);
  const step = (days: number) => () => {
    if (value !== null) onChange(value.add({ days }).toString());
  };
  return (
    <div className={styles['days']}>
      <div className={styles['steps']}>
        <Button isIcon aria-label={words.previousDay} onPress={step(-1)}>
          <ChevronLeft aria-hidden="true" />
        </Button>
        <Button onPress={() => onChange(null)}>{words.today}</Button>
        <Button isIcon aria-label={words.nextDay} onPress={step(1)}>
          <ChevronRight aria-hidden="true" />
        </Button>
      </div>
      <DatePicker
        aria-label={words.date}
        value={value}
        onChange={(chosen) => {
          // While a year is typed digit by digit, it isn't meant yet.
          if (chosen !== null && chosen.year >= 2000) onChange(chosen.toString());
        }}
      >
        <Group className={styles['field'] ?? ''}>
          <DateInput className={styles['input'] ?? ''}>
            {(segment) => <DateSegment segment={segment} className={styles['segment'] ?? ''} />}
          </DateInput>
          <AriaButton className={styles['open'] ?? ''} aria-label={words.calendar}>
            <CalendarDays aria-hidden="true" />
          </AriaButton>
        </Group>
        <Popover className={popup['popover'] ?? ''} placement="bottom end">
          <Dialog aria-label={words.calendar}>
            <Month />
          </Dialog>
        </Popover>
      </DatePicker>
    </div>
  );
}

function Month(): ReactNode {
  return (
    <Calendar className={styles['calendar'] ?? ''} firstDayOfWeek="mon">
      <header className={styles['months']}>
        <AriaButton slot="previous" className={styles['open'] ?? ''}>
          <ChevronLeft aria-hidden="true" />
        </AriaButton>
        <Heading level={2} />
        <AriaButton slot="next" className={styles['open'] ?? ''}>
          <ChevronRight aria-hidden="true" />
        </AriaButton>
      </header>
      <CalendarGrid className={styles['grid'] ?? ''} weekdayStyle="short">
        <CalendarGridHeader>
          {(day) => <CalendarHeaderCell className={styles['weekday'] ?? ''}>{day}</CalendarHeaderCell>}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(day) => <CalendarCell date={day} className={styles['day'] ?? ''} />}
        </CalendarGridBody>
      </CalendarGrid>
    </Calendar>
  );
}
