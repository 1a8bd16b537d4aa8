import { Play } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RoomId, SectionId } from '#domain/ids.ts';
import { allRooms } from '../api/campus-requests.ts';
import { mySections } from '../api/section-requests.ts';
import { openSession } from '../api/session-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { usePlaces } from '../console-context.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import { ProblemNotice } from '../parts/notice.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';
import { addressOf } from '../state/place.ts';

/** For a meeting that isn't in the timetable. */
export function StartSession(): ReactNode {
  const words = useWords().messages.sessions;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Button look="primary" onPress={() => setIsOpen(true)}>
        <Play aria-hidden="true" />
        {words.start}
      </Button>
      <DialogFrame
        title={words.startTitle}
        lead={words.startLead}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
      >
        <StartForm onClose={() => setIsOpen(false)} />
      </DialogFrame>
    </>
  );
}

const LENGTHS = ['45', '60', '90', '120', '180'] as const;
type Length = (typeof LENGTHS)[number];

function StartForm({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { messages } = useWords();
  const places = usePlaces();
  const sections = useLoaded(mySections);
  const rooms = useLoaded(allRooms);
  const action = useAction();
  const [sectionId, setSectionId] = useState<SectionId | null>(null);
  const [roomId, setRoomId] = useState<RoomId | null>(null);
  const [length, setLength] = useState<Length>('90');
  const words = messages.sessions;
  const start = (): void => {
    if (sectionId === null || roomId === null) return;
    action.run(openSession({ kind: 'ad-hoc', sectionId, roomId, minutes: Number(length) }), ({ session }) =>
      places.go(addressOf({ name: 'register', sessionId: session.sessionId })),
    );
  };
  return (
    <>
      <WhenLoaded
        loaded={sections.loaded}
        skeleton={<SkeletonRows count={1} />}
        onRetry={sections.store.reload}
      >
        {(answer) => (
          <SelectField
            label={words.section}
            placeholder={words.chooseSection}
            value={sectionId}
            onChange={setSectionId}
            choices={answer.sections.map(({ id, courseCode, courseTitle, name }) => ({
              id,
              label: `${courseCode} ${courseTitle}, ${messages.common.section(name)}`,
            }))}
          />
        )}
      </WhenLoaded>
      <WhenLoaded loaded={rooms.loaded} skeleton={<SkeletonRows count={1} />} onRetry={rooms.store.reload}>
        {(answer) => (
          <SelectField
            label={words.room}
            placeholder={words.chooseRoom}
            value={roomId}
            onChange={setRoomId}
            choices={answer.rooms.map(({ id, name }) => ({ id, label: name }))}
          />
        )}
      </WhenLoaded>
      <SelectField
        label={words.length}
        value={length}
        onChange={setLength}
        choices={LENGTHS.map((id) => ({ id, label: words.minutes(Number(id)) }))}
      />
      <ProblemNotice problem={action.problem} />
      <DialogActions>
        <Button onPress={onClose}>{messages.common.cancel}</Button>
        <Button
          look="primary"
          isDisabled={sectionId === null || roomId === null}
          isPending={action.isBusy}
          onPress={start}
        >
          {action.isBusy ? words.starting : words.startAct}
        </Button>
      </DialogActions>
    </>
  );
}
