import QtQuick
import Lobby.Backend

// Somebody with a ticket or an appointment: one sheet for each step, made when it is needed.
Item {
    id: sheets

    Loader {
        anchors.fill: parent
        sourceComponent: {
            switch (Lobby.revisit.step) {
            case "choice":
                return choice;
            case "number":
            case "code":
            case "appointment":
            case "form_code":
                return keys;
            case "place":
                return place;
            case "faces":
                return faces;
            case "reasons":
                return reasons;
            case "thanks":
                return thanks;
            case "offer":
                return offer;
            case "form_join":
                return form;
            default:
                return word;
            }
        }
    }
    Component {
        id: choice

        ChoiceSheet {}
    }
    Component {
        id: keys

        KeypadSheet {}
    }
    Component {
        id: place

        PlaceSheet {}
    }
    Component {
        id: faces

        FacesSheet {}
    }
    Component {
        id: reasons

        ReasonsSheet {}
    }
    Component {
        id: thanks

        ThanksSheet {}
    }
    Component {
        id: offer

        OfferSheet {}
    }
    Component {
        id: form

        FormSheet {}
    }
    Component {
        id: word

        WordSheet {}
    }
}
