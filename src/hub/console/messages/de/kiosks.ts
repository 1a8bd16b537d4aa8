import type { KiosksWords } from '../en/kiosks.ts';
import { count } from './count.ts';

const events = (number: number): string => count(number, 'Eintrag', 'Einträge');

const BEGAN = {
  new: 'es neu war',
  'rolled-back': 'eine ältere Kopie seiner Dateien eingespielt wurde',
  forked: 'zwei Geräte seine Identität hatten',
  damaged: 'seine Datei beschädigt war',
};

const LARGE = new Intl.NumberFormat('de-DE');

function clockError(offsetMs: number): string {
  const off = Math.abs(offsetMs);
  if (off < 1_000) return 'richtig';
  const way = offsetMs > 0 ? 'vor' : 'nach';
  if (off < 120_000) return `${Math.round(off / 1_000)} s ${way}`;
  if (off < 7_200_000) return `${Math.round(off / 60_000)} min ${way}`;
  if (off < 172_800_000) return `${Math.round(off / 3_600_000)} h ${way}`;
  return `${Math.round(off / 86_400_000)} Tage ${way}`;
}

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
      clock: 'Uhr',
      attention: 'Zu beachten',
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
    detailsTitle: (name, number) => `${name}, Terminal ${number}`,
    clockUnknown: 'noch nicht verglichen',
    clockError,
    clockFact: (offsetMs, uncertaintyMs) =>
      `${clockError(offsetMs)}, auf ± ${uncertaintyMs} ms bekannt; aufgezeichnete Zeiten sind berichtigt`,
    facts: {
      check: 'Letzte Prüfung seines Ledgers',
      notTold: 'noch nicht gemeldet',
      checked: (outcome, when) =>
        outcome === 'sound' ? `unversehrt, ${when}` : `war beschädigt und hat sich geheilt, ${when}`,
      ledgers: 'Begonnene Ledger',
      began: (number, reason, when) => `${number}; das letzte ${when}, weil ${BEGAN[reason]}`,
      lost: 'Aus der beschädigten Datei nicht gerettet',
      lostFact: (atLeast, mayBeMore) =>
        atLeast === 0 && !mayBeMore
          ? 'nichts ging verloren'
          : `${mayBeMore ? 'mindestens ' : ''}${events(atLeast)}, noch nicht geliefert`,
      unknownCards: 'Unbekannte Karten, letzte 7 Tage',
      flagged: 'Nicht geglaubte Einträge',
      enrolled: 'Hinzugefügt',
    },
    readers: {
      title: 'Lesegeräte',
      none: 'Seit seinem letzten Start hat es keines gemeldet.',
      state: { ready: 'bereit', absent: 'nicht da', quiet: 'stumm' },
      since: (state, when) => `${state} seit ${when}`,
      gaps: 'Frühere Störungen, letzte 30 Tage',
      gap: (state, from, to) => `${state} von ${from} bis ${to}`,
    },
    worry: {
      copied: {
        short: 'Zwei Geräte',
        help: 'Zwei Geräte haben seine Identität: Ein Datenträger wurde kopiert. Verloren ist nichts, aber nur eines kann liefern. Schließen Sie es aus und fügen Sie beide Geräte neu hinzu.',
      },
      flagged: {
        short: (number) => `${events(number)} nicht geglaubt`,
        help: 'Sie sind aufbewahrt, aber nicht lesbar oder nicht mehr, was sie waren. Vielleicht ist seine Version neuer als die des Hubs; sonst hat jemand seine Dateien verändert.',
      },
      'cut-off': {
        short: (number) => `${events(number)} warten dort`,
        help: 'Es ist nicht verbunden. Es behält alles und liefert von selbst, sobald es das wieder ist; prüfen Sie Netz und Strom.',
      },
      damaged: {
        short: 'Ledger war beschädigt',
        help: 'Es hat die beschädigte Datei beiseitegelegt, alles Lesbare behalten und weitergemacht. Geschieht das noch einmal, tauschen Sie den Datenträger.',
      },
      'rolled-back': {
        short: 'Wurde zurückgesetzt',
        help: 'Eine ältere Kopie seiner Dateien wurde eingespielt, etwa bei einer Wiederherstellung. Es hat das bemerkt und weitergemacht; nichts zählt doppelt.',
      },
      offline: { short: 'Nicht verbunden', help: 'Als es zuletzt zu hören war, hatte es alles geliefert.' },
      clock: {
        help: 'Seine Uhr geht falsch. Aufgezeichnete Zeiten werden berichtigt; stellen Sie die Uhr oder lassen Sie sie vom Netz stellen, damit sich niemand wundert.',
      },
      behind: {
        short: (number) => `liefert ${events(number)}`,
        help: 'Es ist verbunden und holt auf.',
      },
      'unknown-cards': {
        short: (number) => count(number, 'Karte unbekannt', 'Karten unbekannt'),
        help: 'In den letzten sieben Tagen vorgehalten und niemandem zugeordnet. Fügen Sie die Karte der Person hinzu: Dann zählt, was aufgezeichnet wurde.',
      },
    },
    keeping: {
      backups: 'Sicherung',
      off: 'Keine Sicherungen',
      offHelp:
        'Ein defekter Datenträger nähme alles mit, was Terminals bis dahin gelöscht haben. Ohne Sicherung löschen sie nichts: Starten Sie den Hub mit --backups und einem Ordner auf einem anderen Datenträger.',
      noneYet: 'noch keine',
      lastBackup: (when, number) =>
        `${when}, ${LARGE.format(number)} Einträge, wiederhergestellt und vollständig`,
      backupDamaged: 'Die letzte Kopie war nicht vollständig und wurde beiseitegelegt; sie zählt nicht.',
      backupFailed: 'Die letzte Sicherung konnte nicht angelegt werden.',
      sameDisk: 'Sie liegt auf demselben Datenträger wie die Datenbank: Ein Defekt nähme beide mit.',
      database: 'Datenbank',
      notChecked: 'wird jede Nacht durchgelesen; bisher noch nicht',
      sound: (when, number) => `durchgelesen ${when}, ${LARGE.format(number)} Einträge, unversehrt`,
      damaged: 'ist beschädigt',
      damagedHelp:
        'Halten Sie den Hub an und spielen Sie die neueste Sicherung ein (npx muster hub restore): Was ihr fehlt, bringen die Terminals.',
      diskLow: 'Platte fast voll',
      diskFull: 'Platte voll',
      diskFree: (mebibytes) => `${LARGE.format(mebibytes)} MiB frei`,
      diskLowHelp:
        'Der Hub hat dort keine Reserve mehr. Noch geht alles; schaffen Sie Platz, bevor nichts mehr erfasst werden kann.',
      diskFullHelp:
        'Solange kein Platz ist, kann hier nichts erfasst werden. Die Terminals behalten inzwischen alles, Telefone versuchen es wieder; sobald Platz ist, kommt alles von selbst an.',
      stage: { copy: 'Kopiert', file: 'Prüft die Datei', ledgers: 'Prüft jeden Eintrag' },
      percent: (part, all) => `${all === 0 ? 0 : Math.floor((part / all) * 100)} %`,
    },
    twoInRoom: 'In diesem Raum ist schon ein Terminal tätig. Das geht; es ist nur ungewöhnlich.',
  },
};
