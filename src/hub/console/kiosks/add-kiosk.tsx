import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Room } from '#contracts/hub-api/campus.ts';
import type { EnrolmentCode, Kiosk } from '#contracts/hub-api/kiosks.ts';
import type { RoomId } from '#domain/ids.ts';
import { useNow } from '#ui/clock/now.tsx';
import { allRooms } from '../api/campus-requests.ts';
import { newEnrolmentCode } from '../api/kiosk-requests.ts';
import { useAction } from '../api/use-action.ts';
import { useLoaded } from '../api/use-loaded.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from '../parts/button.tsx';
import { DialogActions, DialogFrame } from '../parts/dialogs.tsx';
import { Notice, ProblemNotice } from '../parts/notice.tsx';
import { OneTimeCode } from '../parts/one-time-code.tsx';
import { SelectField } from '../parts/select-field.tsx';
import { SkeletonRows } from '../parts/skeleton.tsx';
import { TextField } from '../parts/text-field.tsx';
import { WhenLoaded } from '../parts/when-loaded.tsx';

type Made = { readonly room: string; readonly code: EnrolmentCode };

type Props = { readonly kiosks: readonly Kiosk[]; readonly onClose: () => void };

/** Makes the one-time code by which a machine becomes the kiosk of a room. */
export function AddKiosk({ kiosks, onClose }: Props): ReactNode {
  const { messages } = useWords();
  const [isOpen, setIsOpen] = useState(false);
  const [made, setMade] = useState<Made | null>(null);
  const words = messages.kiosks;
  const close = (): void => {
    setIsOpen(false);
    setMade(null);
    onClose();
  };
  return (
    <>
      <Button look="primary" onPress={() => setIsOpen(true)}>
        <Plus aria-hidden="true" />
        {words.add}
      </Button>
      <DialogFrame
        title={made === null ? words.addTitle : words.codeTitle(made.room)}
        lead={made === null ? words.addLead : words.codeLead}
        isOpen={isOpen}
        onClose={close}
      >
        {made === null ? (
          <NewCode kiosks={kiosks} onMade={setMade} onClose={close} />
        ) : (
          <MadeCode made={made} onClose={close} />
        )}
      </DialogFrame>
    </>
  );
}

type NewCodeProps = Props & { readonly onMade: (made: Made) => void };

function NewCode({ kiosks, onMade, onClose }: NewCodeProps): ReactNode {
  const { messages } = useWords();
  const rooms = useLoaded(allRooms);
  const action = useAction();
  const [room, setRoom] = useState<Room | null>(null);
  const [name, setName] = useState('');
  const words = messages.kiosks;
  const isTaken = kiosks.some(({ roomId, revokedAt }) => roomId === room?.id && revokedAt === null);
  const make = (): void => {
    if (room === null || name.trim() === '') return;
    action.run(newEnrolmentCode(room.id, name.trim()), (code) => onMade({ room: room.name, code }));
  };
  return (
    <>
      <WhenLoaded loaded={rooms.loaded} skeleton={<SkeletonRows count={1} />} onRetry={rooms.store.reload}>
        {(answer) => (
          <SelectField<RoomId>
            label={words.room}
            placeholder={messages.sessions.chooseRoom}
            value={room?.id ?? null}
            onChange={(chosen) => setRoom(answer.rooms.find(({ id }) => id === chosen) ?? null)}
            choices={answer.rooms.map((one) => ({ id: one.id, label: one.name }))}
          />
        )}
      </WhenLoaded>
      {isTaken && <Notice tone="late">{words.twoInRoom}</Notice>}
      <TextField label={words.name} help={words.nameHelp} maxLength={80} value={name} onChange={setName} />
      <ProblemNotice problem={action.problem} />
      <DialogActions>
        <Button onPress={onClose}>{messages.common.cancel}</Button>
        <Button
          look="primary"
          isDisabled={room === null || name.trim() === ''}
          isPending={action.isBusy}
          onPress={make}
        >
          {action.isBusy ? words.making : words.make}
        </Button>
      </DialogActions>
    </>
  );
}

function MadeCode({ made, onClose }: { readonly made: Made; readonly onClose: () => void }): ReactNode {
  const { messages } = useWords();
  const { code, expiresAt } = made.code;
  return (
    <>
      <OneTimeCode code={code} expiresAt={expiresAt} expired={messages.kiosks.codeExpired}>
        <TimeLeft until={expiresAt} />
      </OneTimeCode>
      <DialogActions>
        <Button look="primary" onPress={onClose}>
          {messages.kiosks.done}
        </Button>
      </DialogActions>
    </>
  );
}

function TimeLeft({ until }: { readonly until: number }): ReactNode {
  const { messages, times } = useWords();
  return messages.kiosks.codeLeft(times.left(until - useNow(1000)));
}
