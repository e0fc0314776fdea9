package io.facet.app.ui.control;

import javafx.scene.control.IndexedCell;
import javafx.scene.control.ListView;
import javafx.scene.control.skin.VirtualFlow;

/** Whether somebody follows a list that grows, or reads what is further up. Window's thread only. */
public final class Tail {
    private Tail() {}

    /** Whether the last row is in sight, or nothing is to be seen yet. To be asked before rows are added. */
    public static boolean isInSight(ListView<?> list) {
        if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return true;
        }
        IndexedCell<?> last = flow.getLastVisibleCell();
        return last == null || last.getIndex() >= list.getItems().size() - 1;
    }
}
