package io.facet.app.ui.common;

/** Every FXML file there is. */
public enum Screen {
    SHELL("shell.fxml"),
    RUN("run.fxml"),
    AGENTS("agents.fxml"),
    RESULTS("results.fxml"),
    MODELS("models.fxml"),
    SETTINGS("settings.fxml");

    private final String file;

    Screen(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }
}
