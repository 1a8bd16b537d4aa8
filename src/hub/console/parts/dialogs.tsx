import { type ReactNode, useId } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { Action } from '../api/use-action.ts';
import { useWords } from '../messages/console-words.ts';
import { Button } from './button.tsx';
import { ProblemNotice } from './notice.tsx';
import styles from './popup.module.css';

type FrameProps = {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly lead?: string;
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
};

/** Something to be done before anything else. */
export function DialogFrame(props: FrameProps): ReactNode {
  const { title, isOpen, onClose, lead, role = 'dialog', children } = props;
  const describedBy = useId();
  return (
    <ModalOverlay
      className={styles['veil'] ?? ''}
      isOpen={isOpen}
      isDismissable={role === 'dialog'}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className={styles['modal'] ?? ''}>
        <Dialog role={role} className={styles['dialog'] ?? ''} aria-describedby={describedBy}>
          <Heading slot="title" level={2}>
            {title}
          </Heading>
          {lead !== undefined && (
            <p id={describedBy} className={styles['lead']}>
              {lead}
            </p>
          )}
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

export function DialogActions({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles['actions']}>{children}</div>;
}

type ConfirmProps = {
  readonly title: string;
  readonly lead: string;
  readonly act: string;
  readonly keep: string;
  readonly isOpen: boolean;
  readonly action: Action;
  readonly onAct: () => void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

/** Asks once more before something that can't simply be undone. */
export function Confirm(props: ConfirmProps): ReactNode {
  const { title, lead, act, keep, isOpen, action, onAct, onClose, children } = props;
  const { messages } = useWords();
  return (
    <DialogFrame title={title} lead={lead} isOpen={isOpen} onClose={onClose} role="alertdialog">
      {children}
      <ProblemNotice problem={action.problem} />
      <DialogActions>
        <Button autoFocus onPress={onClose}>
          {keep}
        </Button>
        <Button look="danger" isPending={action.isBusy} onPress={onAct}>
          {action.isBusy ? `${messages.common.loading}…` : act}
        </Button>
      </DialogActions>
    </DialogFrame>
  );
}
