pragma Singleton
import QtQuick
import Lobby.Backend

// Every colour, size and motion of the screen; a bank's own theme comes in through Paint.
QtObject {
    id: look

    // The window, told by Main.qml.
    property real width: 1080
    property real height: 1920

    // A square has its two parts side by side.
    readonly property bool wide: look.width > 0.95 * look.height

    // A wide window too low for the design: what is too high for it goes into the breadth.
    readonly property bool flat: look.wide && look.height < look.length(1080)
    readonly property bool large: Lobby.large
    readonly property bool low: Lobby.low
    readonly property bool strong: Lobby.strong

    // Lowered on a wide screen: half its height is little, and what is touched stands side by side.
    readonly property bool abreast: look.low && look.wide

    // One unit is a pixel of the design of 1080 x 1440 or more; smaller windows shrink it, to a bound.
    readonly property real unit: Math.max(0.7, Math.min(Math.min(look.width, look.height) / 1080, Math.max(look.width, look.height) / 1440))
    readonly property real scale: look.large ? 1.6 : 1

    // From corner to corner of the panel, of which the window may be a part.
    property real diagonal: Math.hypot(look.width, look.height)

    // Fingers and eyes are measured in millimetres of the real panel.
    readonly property real millimetre: look.diagonal / (25.4 * Paint.panelInches)

    // No letter is smaller: 7.5 mm.
    readonly property int least: Math.max(12, Math.ceil(7.5 * look.millimetre))

    readonly property string family: Lobby.tongues.family
    readonly property real secondShare: 0.6

    // How high a line stands, in heights of its letters.
    readonly property real lineShare: 1.36

    // So much of a letter's height is taken off above and below a line.
    readonly property real lineSlack: 0.1

    // Colours. Every pair of ink and ground keeps 7:1.
    readonly property color ground: look.paint("ground")
    readonly property color card: look.paint("card")
    readonly property color hairline: look.large ? look.quiet : look.paint("hairline")
    readonly property color ink: look.paint("ink")
    readonly property color quiet: look.paint("quiet")
    readonly property color jade: look.paint("action")
    readonly property color jadePressed: look.paint("action_pressed")
    readonly property color jadeTint: look.paint("tint")
    readonly property color inkOnJade: look.paint("on_action")
    readonly property color amber: look.paint("wait")
    readonly property color amberTint: look.paint("wait_ground")
    readonly property color pressed: look.paint("pressed")
    readonly property color shade: look.strong ? "#cc404040" : "#9914201b"

    // Type: one scale of 1.25, as far as the smallest letter allows.
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
    readonly property int gap: Math.max(look.between, look.length(24))
    readonly property int roomy: look.length(32)
    readonly property int margin: look.length(look.low ? 32 : 48)
    readonly property int radius: look.length(Paint.cornerRadius)
    readonly property int icon: look.type(40)

    // What a finger needs: 20 mm to hit, 5 mm between two; more where there is room for it.
    readonly property int touch: Math.max(84, Math.ceil(20 * look.millimetre), look.abreast ? 0 : look.length(104))
    readonly property int between: Math.max(look.length(16), Math.ceil(5 * look.millimetre))

    // Motion: 0 stands still.
    readonly property int slide: 120

    function paint(name: string): color {
        return Paint.colour(name, look.strong);
    }

    function length(pixels: real): int {
        return Math.round(pixels * look.unit);
    }

    function type(pixels: real): int {
        return Math.max(look.least, Math.round(pixels * look.unit * look.scale));
    }

    // The size of a name in the customer's script.
    function named(pixels: int): int {
        return look.lessened(pixels, 0);
    }

    // The same, so many steps of the scale smaller.
    function lessened(pixels: int, steps: int): int {
        return Math.max(look.least, Math.round(look.down(pixels * look.script, steps)));
    }

    // A measure, so many steps of the scale down.
    function down(pixels: real, steps: int): real {
        return pixels / 1.25 ** steps;
    }

    // The size of the second language under a first of that size; never too small to read.
    function second(pixels: int): int {
        return Math.max(look.least, Math.round(look.note * 0.9), Math.round(pixels * look.secondShare));
    }

    // How high a line of letters of that size stands.
    function line(pixels: int): int {
        return Math.ceil(pixels * look.lineShare);
    }
}
