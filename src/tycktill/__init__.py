"""The method: knows how a survey's answers become protected results; knows no server, network, clock or chance."""
