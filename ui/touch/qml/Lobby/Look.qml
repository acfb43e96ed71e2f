pragma Singleton
import QtQuick
import Lobby.Backend

// Every colour, size and motion of the screen. A bank's own theme changes this file only.
QtObject {
    id: look

    // The window, told by Main.qml.
    property real width: 1080
    property real height: 1920

    readonly property bool wide: look.width > look.height
    readonly property bool large: Lobby.large
    readonly property bool low: Lobby.low

    // One unit is a pixel of the 1080 design; smaller windows shrink it, but not below legibility.
    readonly property real unit: Math.max(0.7, Math.min(look.width, look.height) / 1080)
    readonly property real scale: look.large ? 1.6 : 1

    readonly property string family: "Noto Sans CJK SC"
    readonly property real secondShare: 0.6

    // So much of a letter's height is taken off above and below a line.
    readonly property real lineSlack: 0.1

    // Colours. In large text every pair of ink and ground keeps 7:1.
    readonly property color ground: "#fafaf7"
    readonly property color card: "#ffffff"
    readonly property color hairline: look.large ? "#8a948f" : "#dfe3df"
    readonly property color ink: "#14201b"
    readonly property color quiet: look.large ? "#34403a" : "#55615b"
    readonly property color jade: look.large ? "#085640" : "#0b6e4f"
    readonly property color jadePressed: look.large ? "#053b2c" : "#095a41"
    readonly property color jadeTint: "#e7f2ed"
    readonly property color inkOnJade: "#ffffff"
    readonly property color amber: look.large ? "#6b3f00" : "#8a5200"
    readonly property color amberTint: "#fdf3e1"
    readonly property color pressed: "#eceeea"
    readonly property color shade: "#9914201b"

    // Type: one scale of 1.25.
    readonly property int note: look.type(24)
    readonly property int body: look.type(30)
    readonly property int lead: look.type(37.5)
    readonly property int title: look.type(47)
    readonly property int head: look.type(58.5)

    // What Latin letters need of the size of Hanzi: they carry as far, and take more room.
    readonly property real script: Lobby.language.startsWith("zh") ? 1 : 0.8

    // Lengths, in steps of 8.
    readonly property int hair: Math.max(1, Math.round(2 * look.unit))
    readonly property int bold: Math.round(4 * look.unit)
    readonly property int tiny: look.length(8)
    readonly property int small: look.length(16)
    readonly property int gap: look.length(24)
    readonly property int roomy: look.length(32)
    readonly property int margin: look.length(look.low ? 32 : 48)
    readonly property int radius: look.length(24)
    readonly property int touch: Math.max(96, look.length(112))
    readonly property int icon: look.type(40)

    // Motion: 0 stands still.
    readonly property int slide: 220

    function length(pixels: real): int {
        return Math.round(pixels * look.unit);
    }

    function type(pixels: real): int {
        return Math.round(pixels * look.unit * look.scale);
    }

    // The size of a name in the customer's script.
    function named(pixels: int): int {
        return Math.round(pixels * look.script);
    }

    // The size of the second language under a first of that size; never too small to read.
    function second(pixels: int): int {
        return Math.max(Math.round(look.note * 0.9), Math.round(pixels * look.secondShare));
    }
}
