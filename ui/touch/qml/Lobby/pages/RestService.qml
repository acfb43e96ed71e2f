import QtQuick
import QtQuick.Layouts
import Lobby

// A service while nobody is there: its name, who waits and how long it takes, in one line.
Push {
    id: service

    required property string drawing
    required property list<string> name
    required property list<string> waiting
    required property list<string> minutes
    required property list<string> note

    readonly property list<string> told: service.minutes.length > 0 ? service.minutes : service.note

    lines: service.name
    padding: Look.small
    leftPadding: Look.gap
    rightPadding: Look.gap
    tells: [service.waiting[0] ?? "", service.told[0] ?? ""].join(" ").trim()

    background: Rectangle {
        radius: Look.radius
        color: service.pressed ? Look.pressed : Look.card
        border.color: Look.hairline
        border.width: Look.hair
    }
    contentItem: RowLayout {
        spacing: Look.gap

        Icon {
            name: service.drawing
            size: Look.length(56)
        }
        Bilingual {
            lines: service.name
            size: Look.named(Look.lead)
            bold: true
            fit: true
            spoken: false
            Layout.fillWidth: true
        }
        Column {
            Layout.preferredWidth: Math.round(service.width * 0.42)

            Bilingual {
                width: parent.width
                lines: service.told
                size: Look.named(Look.body)
                ink: service.minutes.length > 0 ? Look.jade : Look.quiet
                bold: true
                fit: true
                align: Text.AlignRight
                showSecond: false
                spoken: false
            }
            Bilingual {
                visible: service.waiting.length > 0
                width: parent.width
                lines: service.waiting
                size: Look.named(Look.note)
                ink: Look.quiet
                fit: true
                align: Text.AlignRight
                showSecond: false
                spoken: false
            }
        }
    }
}
