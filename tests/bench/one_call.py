"""A whole text spoken in one call of eSpeak NG, as a script of ten lines would: text in, WAV out.

`python one_call.py LIBRARY DATA VOICE RATE VOLUME PITCH OUT`, the text on stdin.
"""

import ctypes
import sys
import wave

SYNCHRONOUS, UTF8 = 2, 1
PARAMETERS = (1, 2, 3)
"""The engine's numbers of rate, volume and pitch."""
CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def main() -> None:
    """Speak what stands on stdin."""
    path, data, voice, *numbers, out = sys.argv[1:]
    library = ctypes.CDLL(path)
    rate_hz = library.espeak_Initialize(SYNCHRONOUS, 0, data.encode(), 0)
    samples = bytearray()

    def receive(chunk: "int | None", count: int, _events: object) -> int:
        samples.extend(ctypes.string_at(chunk, 2 * count) if chunk else b"")
        return 0

    callback = CALLBACK(receive)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetVoiceByName(voice.encode())
    for parameter, number in zip(PARAMETERS, numbers, strict=True):
        library.espeak_SetParameter(parameter, int(number), 0)
    text = sys.stdin.buffer.read() + b"\0"
    library.espeak_Synth(text, len(text), 0, 1, 0, UTF8, None, None)
    with wave.open(out, "wb") as file:
        file.setparams((1, 2, rate_hz, 0, "NONE", ""))
        file.writeframes(bytes(samples))


if __name__ == "__main__":
    main()
