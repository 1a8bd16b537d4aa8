import type { KiosksWords } from '../en/kiosks.ts';
import { count } from './count.ts';

const events = (number: number): string => count(number, 'Eintrag', 'Einträge');

export const kiosksWords: KiosksWords = {
  kiosks: {
    title: 'Terminals',
    column: {
      number: 'Nr.',
      name: 'Name',
      room: 'Raum',
      state: 'Zustand',
      contact: 'Zuletzt gehört',
      backlog: 'Nicht geliefert',
      version: 'Version',
      ledger: 'Ledger',
      actions: 'Aktionen',
    },
    state: {
      online: 'Verbunden',
      offline: 'Nicht verbunden',
      never: 'Nie gesehen',
      revoked: 'Ausgeschlossen',
    },
    ledgerHelp: 'Die laufende Nummer seiner Ledger-Datei: eine andere, wenn das Gerät ersetzt wurde.',
    events: (number) => (number === 0 ? 'nichts' : events(number)),
    summary: (all, online) => `${count(all, 'Terminal', 'Terminals')}, davon ${online} verbunden`,
    emptyTitle: 'Noch kein Terminal',
    emptyHelp: 'Erzeugen Sie einen Code, starten Sie ein Terminal im Raum und geben Sie ihn dort ein.',
    add: 'Terminal hinzufügen',
    addTitle: 'Ein Terminal hinzufügen',
    addLead:
      'Erzeugt einen Code, mit dem ein Gerät zum Terminal eines Raums wird. Er gilt einmal, zehn Minuten lang.',
    room: 'Raum',
    name: 'Name des Terminals',
    nameHelp: 'Wie Sie es nennen, etwa „Tür“ oder „Pult“.',
    make: 'Code erzeugen',
    making: 'Wird erzeugt …',
    codeTitle: (room) => `Code für ${room}`,
    codeLead: 'Geben Sie ihn am Terminal ein. Er steht nur hier und nur jetzt.',
    codeLeft: (time) => `gilt noch ${time}`,
    codeExpired: 'Dieser Code ist abgelaufen. Erzeugen Sie einen neuen.',
    done: 'Fertig',
    revoke: 'Ausschließen',
    revokeLabel: (name) => `${name} ausschließen`,
    revokeTitle: (name) => `${name} ausschließen?`,
    revokeLead:
      'Es kann diesem Hub nichts mehr liefern, und seine Codes sind sofort wertlos. Um das Gerät wieder zu benutzen, fügen Sie es neu hinzu. Was es geliefert hat, bleibt.',
    revokeBacklog: (number) =>
      `Es hält noch ${events(number)}, die der Hub nicht hat. Die müssten von Hand gebracht werden.`,
    revokeAct: 'Ausschließen',
    twoInRoom: 'In diesem Raum ist schon ein Terminal tätig. Das geht; es ist nur ungewöhnlich.',
  },
};
