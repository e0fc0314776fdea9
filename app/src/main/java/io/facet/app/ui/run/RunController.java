package io.facet.app.ui.run;

import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The frame of the Run page: a column to say what is to be run, and room to watch it. */
final class RunController {
    private static final double CSV_FROM = 0.66;
    private static final double WIDE = 1280;
    private static final double HIGH = 800;
    private static final double COLUMN = 360;
    private static final double NARROW_COLUMN = 320;

    @FXML
    private StackPane runPage;

    @FXML
    private HBox columns;

    @FXML
    private VBox setupColumn;

    @FXML
    private VBox setupCards;

    @FXML
    private VBox actionSlot;

    @FXML
    private StackPane workArea;

    @FXML
    private VBox runView;

    @FXML
    private StackPane progressSlot;

    @FXML
    private SplitPane split;

    private final Consumer<Boolean> low;

    /**
     * The frame.
     *
     * @param low told whether the window is a low one
     */
    @SuppressWarnings("NullAway.Init") // FXML sets the fields
    RunController(Consumer<Boolean> low) {
        this.low = low;
    }

    @FXML
    void initialize() {
        runPage.sceneProperty().addListener((o, was, is) -> {
            if (is != null) {
                is.widthProperty().addListener((w, before, now) -> fit(now.doubleValue()));
                is.heightProperty().addListener((h, before, now) -> low.accept(now.doubleValue() < HIGH));
                fit(is.getWidth());
                low.accept(is.getHeight() < HIGH);
            }
        });
        fit(WIDE);
        columns.setMinHeight(0);
        workArea.setMinSize(0, 0);
        runView.setMinSize(0, 0);
        runPage.setMinSize(0, 0);
    }

    private void fit(double windowWidth) {
        double width = windowWidth < WIDE ? NARROW_COLUMN : COLUMN;
        setupColumn.setMinWidth(width);
        setupColumn.setPrefWidth(width);
        setupColumn.setMaxWidth(width);
    }

    /** Fills the frame. */
    void fill(Node[] cards, Node actions, Node progress, Node images, Node csv, Node welcome) {
        setupCards.getChildren().setAll(cards);
        actionSlot.getChildren().setAll(actions);
        progressSlot.getChildren().setAll(progress);
        split.getItems().setAll(images, csv);
        SplitPane.setResizableWithParent(csv, false);
        workArea.getChildren().add(welcome);
    }

    StackPane page() {
        return runPage;
    }

    /**
     * Puts the divider between images and preview where it was.
     *
     * @param place 0 to 1; 0 if it was never moved
     * @param moved told when somebody has moved it
     */
    void divide(double place, DoubleConsumer moved) {
        split.setDividerPositions(place > 0 && place < 1 ? place : CSV_FROM);
        // Where it comes to by itself, when the window changes its size, is nobody's wish.
        split.addEventFilter(MouseEvent.MOUSE_RELEASED, e -> {
            if (e.getTarget() instanceof Node node && isDivider(node)) {
                moved.accept(split.getDividerPositions()[0]);
            }
        });
    }

    /** The divider, or the grip in it. */
    private static boolean isDivider(Node node) {
        String name = "split-pane-divider";
        return node.getStyleClass().contains(name)
                || (node.getParent() != null && node.getParent().getStyleClass().contains(name));
    }

    /** Shows the way to the first run instead of a run. */
    void welcome(Node welcome, boolean shown) {
        welcome.setVisible(shown);
        runView.setVisible(!shown);
    }
}
