import { count } from './count.ts';

/** The kiosks. */
export const kiosksWords = {
  kiosks: {
    title: 'Kiosks',
    column: {
      number: 'No.',
      name: 'Name',
      room: 'Room',
      state: 'State',
      contact: 'Last contact',
      backlog: 'Not delivered',
      version: 'Version',
      ledger: 'Ledger',
      actions: 'Actions',
    },
    state: { online: 'Connected', offline: 'Not connected', never: 'Never seen', revoked: 'Shut out' },
    ledgerHelp: 'The running number of its ledger file: another one after the machine was replaced.',
    events: (number: number) => (number === 0 ? 'nothing' : count(number, 'event', 'events')),
    summary: (all: number, online: number) => `${count(all, 'kiosk', 'kiosks')}, ${online} connected`,
    emptyTitle: 'No kiosk yet',
    emptyHelp: 'Make a code, start a kiosk in the room and type the code there.',
    add: 'Add a kiosk',
    addTitle: 'Add a kiosk',
    addLead: 'Makes a code that lets one machine become the kiosk of a room. It works once, for ten minutes.',
    room: 'Room',
    name: 'Name of the kiosk',
    nameHelp: 'What you call it, such as “Door” or “Front desk”.',
    make: 'Make the code',
    making: 'Making it…',
    codeTitle: (room: string) => `Code for ${room}`,
    codeLead: 'Type it at the kiosk. It is shown only here, and only now.',
    codeLeft: (time: string) => `works for another ${time}`,
    codeExpired: 'This code has expired. Make a new one.',
    done: 'Done',
    revoke: 'Shut out',
    revokeLabel: (name: string) => `Shut ${name} out`,
    revokeTitle: (name: string) => `Shut ${name} out?`,
    revokeLead:
      'It can’t deliver to this hub any more, and its codes are worth nothing at once. To use the machine again, add it anew. What it delivered stays.',
    revokeBacklog: (number: number) =>
      `It still holds ${count(number, 'event', 'events')} the hub doesn’t have. They would have to be brought by hand.`,
    revokeAct: 'Shut it out',
    twoInRoom: 'Another kiosk is active in this room. That works; it is only unusual.',
  },
};

export type KiosksWords = typeof kiosksWords;
