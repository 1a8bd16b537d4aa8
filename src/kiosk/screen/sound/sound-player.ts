import { MELODIES, type Note, type SoundName } from './melodies.ts';

/** A note that starts or ends at full strength clicks; so long it takes to swell. */
const ATTACK_S = 0.008;

/** Owns the page's audio device. Made at the first sound, because browsers refuse it before. */
export class SoundPlayer {
  #context: AudioContext | undefined;

  /** Plays a melody; `volume` from 0 to 1. Silent where a browser still waits for the first touch. */
  play(name: SoundName, volume: number): void {
    this.#context ??= new AudioContext();
    const context = this.#context;
    // Resumes by itself at the next touch if the browser won't now; the sound is lost then, which is right: it is late.
    context.resume().catch(() => undefined);
    for (const note of MELODIES[name]) playNote(context, note, volume);
  }
}

function playNote(context: AudioContext, note: Note, volume: number): void {
  const start = context.currentTime + note.startMs / 1000;
  const end = start + note.lengthMs / 1000;
  const oscillator = new OscillatorNode(context, { type: 'triangle', frequency: note.hz });
  const gain = new GainNode(context, { gain: 0 });
  gain.gain.setValueAtTime(0, start);
  // Loudness is heard by its square, so half the slider is half as loud.
  gain.gain.linearRampToValueAtTime(volume ** 2, start + ATTACK_S);
  gain.gain.exponentialRampToValueAtTime(0.0001, end);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
