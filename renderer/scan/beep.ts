/** Sounds of the door, made here: no file, no network. Three that nobody confuses: up and clear, low and rough, three of one height. */
interface Tone {
  readonly hertz: number;
  readonly fromMs: number;
  readonly lengthMs: number;
  readonly shape: OscillatorType;
}

const sounds = {
  granted: [
    { hertz: 880, fromMs: 0, lengthMs: 90, shape: 'sine' },
    { hertz: 1320, fromMs: 100, lengthMs: 160, shape: 'sine' },
  ],
  denied: [
    { hertz: 165, fromMs: 0, lengthMs: 220, shape: 'sawtooth' },
    { hertz: 165, fromMs: 280, lengthMs: 380, shape: 'sawtooth' },
  ],
  called: [
    { hertz: 660, fromMs: 0, lengthMs: 140, shape: 'triangle' },
    { hertz: 660, fromMs: 220, lengthMs: 140, shape: 'triangle' },
    { hertz: 660, fromMs: 440, lengthMs: 220, shape: 'triangle' },
  ],
} as const satisfies Record<string, readonly Tone[]>;

/** A sound that comes later than this would be taken for another event's. */
const lateMs = 1_000;

let context: AudioContext | null = null;

/** Plays a sound. Silent where audio is not there or not allowed: colour, shape and word say the same. */
export function beep(sound: keyof typeof sounds): void {
  if (typeof AudioContext === 'undefined') return;
  try {
    context ??= new AudioContext();
    const audio = context;
    if (audio.state === 'running') play(audio, sounds[sound]);
    else {
      // Refused without a gesture of the person, or put off until there is one; the sign stands without its sound then.
      const askedAt = performance.now();
      void audio.resume().then(
        () => {
          if (performance.now() - askedAt < lateMs) play(audio, sounds[sound]);
        },
        () => undefined,
      );
    }
  } catch (error) {
    // A machine without an audio device. Anything else is a mistake of ours.
    if (!(error instanceof DOMException)) throw error;
  }
}

function play(audio: AudioContext, tones: readonly Tone[]): void {
  for (const { hertz, fromMs, lengthMs, shape } of tones) {
    const from = audio.currentTime + fromMs / 1000;
    const until = from + lengthMs / 1000;
    const oscillator = new OscillatorNode(audio, { type: shape, frequency: hertz });
    const volume = new GainNode(audio, { gain: 0 });
    // Without a slope at both ends a tone begins and ends with a click.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.25, from + 0.01);
    volume.gain.setValueAtTime(0.25, until - 0.02);
    volume.gain.linearRampToValueAtTime(0, until);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(from);
    oscillator.stop(until);
  }
}
