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
    }
}
