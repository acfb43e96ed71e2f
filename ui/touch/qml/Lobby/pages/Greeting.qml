import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Lobby
import Lobby.Backend

// The slim line on top: whose lobby this is, what to do now, and the time.
RowLayout {
    id: greeting

    // Left out where the page has its own title.
    property list<string> lines: [Lobby.say(greeting.key, Lobby.language), Lobby.say(greeting.key, Lobby.otherLanguage)]

    // The time alone, where its room is needed more below.
    property bool slim: false

    readonly property string key: Look.large ? "home.choose" : "home.welcome"

    spacing: Look.gap

    ColumnLayout {
        spacing: 0
        Layout.fillWidth: true

        RowLayout {
            spacing: Look.tiny
            Layout.fillWidth: true

            // On the black of high contrast nobody knows whether it can be seen.
            Image {
                objectName: "logo"
                visible: Paint.logo.toString() !== "" && !Look.strong
                source: Paint.logo
                sourceSize.height: Math.round(Look.line(Look.note) * 0.9)
                Layout.preferredWidth: implicitWidth
                Layout.preferredHeight: implicitHeight
                Layout.maximumWidth: Look.length(320)
                fillMode: Image.PreserveAspectFit
                Accessible.ignored: true
            }
            T.Label {
                objectName: "branch"
                text: Lobby.door.branch[0] ?? ""
                color: Look.jade
                font.pixelSize: Look.note
                font.bold: true
                fontSizeMode: Text.HorizontalFit
                minimumPixelSize: Look.least
                horizontalAlignment: Text.AlignLeft
                elide: Text.ElideRight
                Layout.fillWidth: true
            }
        }
        Bilingual {
            visible: greeting.lines.length > 0 && !greeting.slim
            lines: greeting.lines
            size: Look.title
            bold: true
            fit: true
            Layout.fillWidth: true
        }
    }
    Column {
        T.Label {
            objectName: "clock"
            anchors.right: parent.right
            text: Lobby.clock
            color: Look.ink
            font.pixelSize: greeting.slim ? Look.title : Look.head
            font.bold: true
        }
        T.Label {
            visible: (Look.wide || !Look.large) && !greeting.slim
            anchors.right: parent.right
            text: Lobby.today[0] ?? ""
            color: Look.quiet
            font.pixelSize: Look.second(Look.title)
        }
    }
}
