import QtQuick
import Lobby.Backend

// What is to be known of the picks; before the first, of the services that could be.
Loader {
    id: facts

    sourceComponent: Lobby.basket.count === 0 ? before : picked

    Component {
        id: before

        HowTo {}
    }
    Component {
        id: picked

        PickedFacts {}
    }
}
