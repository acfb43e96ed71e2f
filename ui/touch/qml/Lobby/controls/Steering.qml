import QtQuick

// Where an arrow key leads: to the nearest control in its direction, however the page is laid out.
Item {
    id: steering

    // A step aside weighs as much as so many steps ahead, so that rows and columns are kept.
    readonly property real aside: 3

    // Where the keyboard stood last: what slid over it takes the focus, and gives it back here.
    property Item last: null

    focus: true
    Keys.onLeftPressed: steering.steer(-1, 0)
    Keys.onRightPressed: steering.steer(1, 0)
    Keys.onUpPressed: steering.steer(0, -1)
    Keys.onDownPressed: steering.steer(0, 1)

    function steer(right: int, down: int) {
        const stops = steering.stopsIn(steering);
        const here = stops.find(stop => stop.activeFocus);
        const start = stops.includes(steering.last) ? steering.last : stops[0];
        const reached = here ? steering.nearest(here, stops, right, down) : start;
        if (reached) {
            reached.forceActiveFocus(Qt.TabFocusReason);
            steering.last = reached;
        }
    }

    function stopsIn(place: Item): list<Item> {
        let stops = [];
        for (const item of place.children) {
            if (!item.visible || !item.enabled)
                continue;
            if (item.activeFocusOnTab)
                stops.push(item);
            stops = stops.concat(steering.stopsIn(item));
        }
        return stops;
    }

    function nearest(here: Item, stops: list<Item>, right: int, down: int): Item {
        let found = null;
        let least = Infinity;
        for (const stop of stops) {
            const cost = steering.cost(steering.boxOf(here), steering.boxOf(stop), right, down);
            if (cost < least) {
                found = stop;
                least = cost;
            }
        }
        return found;
    }

    // How far the way to a box is; endless if it does not lie ahead.
    function cost(here: rect, there: rect, right: int, down: int): real {
        const across = here.x + here.width / 2 - there.x - there.width / 2;
        const along = here.y + here.height / 2 - there.y - there.height / 2;
        const ahead = -right * across - down * along;
        const beside = Math.min(right ? here.width : here.height, right ? there.width : there.height) / 2;
        if (ahead <= beside)
            return Infinity;
        const gap = right ? Math.max(0, there.y - here.bottom, here.y - there.bottom) : Math.max(0, there.x - here.right, here.x - there.right);
        return ahead + steering.aside * gap;
    }

    function boxOf(item: Item): rect {
        return item.mapToItem(steering, Qt.rect(0, 0, item.width, item.height));
    }
}
