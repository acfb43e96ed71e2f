pragma ComponentBehavior: Bound
import QtQuick
import Lobby

// What to bring, behind the letters of the services that ask for it.
Row {
    id: line

    required property list<string> letters
    required property list<string> words
    property int size: Look.named(Look.note)

    spacing: Look.small

    // Heard, they stand behind their letters too: else nobody knows for which service they are.
    Accessible.role: Accessible.StaticText
    Accessible.name: [...line.letters, ...line.words.slice(0, 1)].join(", ")

    Row {
        id: marks

        spacing: Look.tiny

        Repeater {
            model: line.letters

            LetterMark {
                required property string modelData

                letter: modelData
                size: line.size
            }
        }
    }
    Bilingual {
        width: line.width - line.spacing - marks.width
        lines: line.words
        size: line.size
        showSecond: false
        spoken: false
    }
}
